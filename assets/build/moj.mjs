// Rewrites MoJ Frontend's Nunjucks macros as Jinja macros, and writes what real Nunjucks makes of
// our samples beside them, so that a test can prove the rewriting component by component.
//
//   node assets/build/moj.mjs OUT
//
// writes OUT/templates/moj/components/<name>/macro.html and OUT/fixtures/moj/<name>.json, the
// latter in the shape of GOV.UK Frontend's own fixtures. Nothing of theirs is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { samples } from './moj-samples.mjs'

const MOJ = 'node_modules/@ministryofjustice/frontend/moj/components'

// In Nunjucks a `set` inside a `for` reaches outside it; in Jinja only a namespace does.
const SET_IN_LOOPS = { pagination: ['paginationItems'] }

// Dates are formatted by whoever calls, in the reader's language, and come as `text`.
const DATE_BLOCK = /\{%- if item\.datetime\.type %\}[\s\S]*?\{% endif -%\}/g

const RULES = [
  [/"moj\/components\/([\w-]+)\/macro\.njk"/g, '"moj/components/$1/macro.html"'],
  [/"govuk\/components\/([\w-]+)\/macro\.njk"/g,
    '"govuk_frontend_jinja/components/$1/macro.html"'],
  [/"govuk\/macros\/attributes\.njk"/g, '"govuk_frontend_jinja/macros/attributes.html"'],
  // `.items` is a method in Jinja.
  [/\.items\b(?!\()/g, "['items']"],
  [/for (\w+), (\w+) in ([\w.]+)/g, 'for $1, $2 in ($3 if $3 else {}).items()'],
  [/===/g, '=='],
  [/!==/g, '!='],
  // Keys of an object are names in Nunjucks and must be strings in Jinja.
  [/([{,]\s*)([A-Za-z_]\w*)(\s*):/g, '$1"$2"$3:'],
  // Joining text is `+` there and `~` here; no component adds numbers.
  [/ \+ |(?<=")\+/g, ' ~ '],
  // Jinja prints a true as `True`.
  [/= true if/g, '= "true" if'],
  [/\.concat\(((?:[^()]|\([^()]*\))*)\)/g, ' + [$1]'],
  [/\.join\(/g, ' | join('],
]

/** Rewrites what stands inside one `{{ }}` or `{% %}`. */
function expression (tag) {
  return RULES.reduce((text, [from, to]) => text.replace(from, to), tag)
}

/** One component: its template, rewritten, as the body of its macro. */
export function rewrite (name, macro, template) {
  let body = template.replace(DATE_BLOCK, '{{- item.datetime.text -}}')
  body = body.replace(/\{#[\s\S]*?#\}/g, '')
  body = body.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, expression)
  for (const leak of SET_IN_LOOPS[name] ?? []) {
    body = body
      .replace(`set ${leak} = []`, `set kept = namespace(${leak}=[])`)
      .replace(new RegExp(`(?<![\\w(.])${leak}\\b`, 'g'), `kept.${leak}`)
  }
  const parameters = macro.match(/\{%-? macro (\w+\([^)]*\))/)[1]
  return `{% macro ${parameters} %}\n${body.trim()}\n{% endmacro %}\n`
}

function nunjucksEnvironment () {
  const env = nunjucks.configure(
    ['node_modules/@ministryofjustice/frontend', 'node_modules/govuk-frontend/dist'],
    { autoescape: true }
  )
  // The samples give the wanted words as the format.
  env.addFilter('mojDate', (_, words) => words)
  env.addFilter('date', (_, words) => words)
  return env
}

function fixtures (env, name, macroName) {
  return samples[name].map(({ title, options, caller }) => {
    const call = caller
      ? `{% call ${macroName}(options) %}${caller}{% endcall %}`
      : `{{ ${macroName}(options) }}`
    const page = `{% from "moj/components/${name}/macro.njk" import ${macroName} %}${call}`
    const html = env.renderString(page, { options }).trim()
    return { name: title, options, ...(caller && { caller }), html }
  })
}

function main (out) {
  const env = nunjucksEnvironment()
  const names = Object.keys(samples)
  for (const name of names) {
    const macro = readFileSync(join(MOJ, name, 'macro.njk'), 'utf8')
    const template = readFileSync(join(MOJ, name, 'template.njk'), 'utf8')
    const macroName = macro.match(/macro (\w+)/)[1]
    const folder = join(out, 'templates/moj/components', name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'macro.html'), rewrite(name, macro, template))
    mkdirSync(join(out, 'fixtures/moj'), { recursive: true })
    const file = { component: name, macro: macroName, fixtures: fixtures(env, name, macroName) }
    writeFileSync(join(out, 'fixtures/moj', `${name}.json`), JSON.stringify(file, null, 2))
  }
  console.log(`${names.length} macros of MoJ Frontend rewritten`)
}

const [out] = process.argv.slice(2)
if (!out) {
  console.error('usage: node assets/build/moj.mjs OUT')
  process.exit(2)
}
main(out)
