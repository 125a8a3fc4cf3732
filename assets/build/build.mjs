// Builds what pages load: OUT/assets/app.css, app.js, and the images and fonts that the
// stylesheet names.
//
//   node assets/build/build.mjs OUT
//
// Stops if the crown, the crest or the GDS Transport font got in: none of them may be used
// outside GOV.UK.
import {
  copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const GOVUK = 'node_modules/govuk-frontend/dist/govuk'
const MOJ = 'node_modules/@ministryofjustice/frontend'
const FONTS = 'node_modules/@fontsource-variable/source-sans-3/files'
const NOT_OURS = [/GDS Transport/i, /crown/i, /crest/i]

function stylesheet () {
  const { css } = sass.compile('assets/scss/app.scss', {
    // MoJ's own sources name node_modules from the root; ours name both libraries shortly.
    loadPaths: ['.', MOJ, 'node_modules/govuk-frontend/dist'],
    quietDeps: true,
    logger: sass.Logger.silent,
  })
  const found = NOT_OURS.find((pattern) => pattern.test(css))
  if (found) throw new Error(`the stylesheet contains ${found}, which may not be used here`)
  return css
}

/** The files of one kind that the stylesheet names. */
function named (css, kind, from, assets) {
  const folder = join(assets, kind)
  mkdirSync(folder, { recursive: true })
  const urls = css.matchAll(new RegExp(`url\\("?/assets/${kind}/([^)"]+)"?\\)`, 'g'))
  for (const [, name] of urls) copyFileSync(join(from, basename(name)), join(folder, name))
}

/** The examples that GOV.UK Frontend ships with each component: a ready test of conformance. */
function fixtures (folder) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(join(GOVUK, 'components'))) {
    const file = join(GOVUK, 'components', name, 'fixtures.json')
    if (existsSync(file)) copyFileSync(file, join(folder, `${name}.json`))
  }
}

async function main (out) {
  const assets = join(out, 'assets')
  rmSync(assets, { recursive: true, force: true })
  mkdirSync(assets, { recursive: true })
  const css = stylesheet()
  const small = await esbuild.transform(css, { loader: 'css', minify: true })
  writeFileSync(join(assets, 'app.css'), small.code)
  named(css, 'images', join(MOJ, 'moj/assets/images'), assets)
  named(css, 'fonts', FONTS, assets)
  cpSync('assets/images', join(assets, 'images'), { recursive: true })
  await esbuild.build({
    entryPoints: ['assets/js/app.js'],
    outfile: join(assets, 'app.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    logLevel: 'warning',
  })
  fixtures(join(out, 'fixtures/govuk'))
  console.log('stylesheet, script, images, fonts and fixtures built')
}

const [out] = process.argv.slice(2)
if (!out) {
  console.error('usage: node assets/build/build.mjs OUT')
  process.exit(2)
}
await main(out)
