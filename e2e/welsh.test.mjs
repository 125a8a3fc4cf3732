// In Welsh: the language of the page, and no English left in headings, buttons, labels and links.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { assertNoBarriers, launch, visit } from './support.mjs'
import { as } from './casework.mjs'

let browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

/** What the service itself says on a page: headings, buttons, labels, legends, columns. */
const sayings = (page) => page.evaluate(() => {
  const parts = 'h1, h2, h3, button, label, legend, caption, thead th, ' +
    '.moj-primary-navigation__link'
  // What an edition calls its strands and grounds stands in the edition, not in our text.
  const named = new Set(document.querySelectorAll(':is([name=strand], [name=ground]) + label'))
  const all = [...document.querySelectorAll(parts)].filter((it) => !named.has(it))
    .map((it) => it.textContent.trim().replace(/\s+/g, ' ')).filter((it) => /\p{L}{3}/u.test(it))
  return [...new Set(all)]
})

/** Words that are the same in both, and what is data: names of people, places and agencies. */
const SAME = /^(Throughcare|MAPPA.*|English|Cymraeg|Panel|Person)$/

async function leftOvers (page, path) {
  await page.goto(`/language/en?back=${encodeURIComponent(path)}`)
  const english = await sayings(page)
  await page.goto(`/language/cy?back=${encodeURIComponent(path)}`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy', path)
  const welsh = new Set(await sayings(page))
  const data = await page.locator('tbody th a, tbody th, .moj-identity-bar__title, main h1')
    .allInnerTexts()
  const isData = (it) => SAME.test(it) || data.some((of) => of.includes(it))
  return english.filter((it) => welsh.has(it) && !isData(it))
}

test('the front door in Welsh', async () => {
  const page = await visit(browser)
  for (const path of ['/sign-in', '/accessibility', '/privacy']) {
    assert.deepEqual(await leftOvers(page, path), [], path)
  }
  await page.getByRole('link', { name: 'English' }).waitFor()
  await assertNoBarriers(page)
})

test('the main pages in Welsh', async () => {
  const page = await as(browser, 'coordinator.kingsbarrow')
  await page.goto('/caseload')
  const person = await page.locator('tbody th a').first().getAttribute('href')
  const registration = await page.locator('main a[href^="/registrations/"]').first()
    .getAttribute('href')
  const paths = ['/', '/caseload', '/nominations', '/reviews', '/notices', '/audit', '/imports',
    '/drafts', '/search', `${person}/timeline`, `${person}/edit`, `${registration}/review`,
    `${registration}/removal`]
  const names = ['PPO scheme', 'Westershire', 'HMP']
  for (const path of paths) {
    const left = (await leftOvers(page, path)).filter((it) => !names.some((of) => it.includes(of)))
    assert.deepEqual(left, [], `English is left on ${path}`)
  }
})

test('an account in Wales is met in Welsh', async () => {
  const page = await visit(browser)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill('coordinator.afonwen@throughcare.example')
  await page.getByLabel('Password').fill('throughcare demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Heddiw' }).waitFor()
  await page.getByRole('link', { name: 'Llwyth achosion', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Llwyth achosion' }).waitFor()
  await assertNoBarriers(page)
})
