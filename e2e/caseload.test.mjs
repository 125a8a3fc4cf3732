// The caseload as somebody works with it: filters in the address, views, bulk work, a file.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { launch } from './support.mjs'
import { answer, as, field, follow, headed, press, says } from './casework.mjs'

let browser
let page
before(async () => {
  browser = await launch()
  page = await as(browser, 'coordinator.kingsbarrow')
})
after(async () => { await browser?.close() })

const rows = (name = 'People on schemes') =>
  page.getByRole('table', { name }).locator('tbody').getByRole('row')

test('filters stand in the address, narrow the list, and come off one by one', async () => {
  await page.goto('/caseload')
  await headed(page, 'Caseload')
  const everybody = await rows().count()
  assert.ok(everybody > 5, `only ${everybody} people`)
  await field(page, 'Supervision').selectOption({ index: 1 })
  await field(page, 'Strand').selectOption({ label: 'Catch and Convict' })
  await press(page, 'Apply filters')
  await page.waitForURL(/strand=catch_and_convict/)
  assert.match(page.url(), /supervised=/)
  const narrowed = await rows().count()
  assert.ok(narrowed < everybody)
  await page.reload()
  assert.equal(await rows().count(), narrowed)
  await page.getByRole('link', { name: /Remove this filter: Catch and Convict/ }).click()
  await page.waitForURL((it) => !it.search.includes('strand'))
  await follow(page, 'Clear filters')
  await page.waitForURL((it) => !it.search.includes('supervised'))
  assert.equal(await rows().count(), everybody)
})

test('a filter that nobody matches says so and offers the way back', async () => {
  await page.goto('/caseload?name=nobody-is-called-so')
  await says(page, 'Nobody matches these filters. Take one off, or clear them all.')
  await page.locator('main').getByRole('link', { name: 'Clear filters' }).last().click()
  await page.waitForURL((it) => it.search === '')
})

test('columns sort both ways', async () => {
  await page.goto('/caseload')
  const heading = page.getByRole('columnheader', { name: 'Review' })
  await heading.getByRole('link').click()
  await page.waitForURL(/sort=review/)
  assert.equal(await heading.getAttribute('aria-sort'), 'ascending')
  await heading.getByRole('link').click()
  await page.waitForURL(/order=/)
  assert.equal(await heading.getAttribute('aria-sort'), 'descending')
})

test('a view is saved, opened, renamed and deleted', async () => {
  await page.goto('/caseload?strand=catch_and_convict&sort=review')
  const views = page.locator('details', { hasText: 'Saved views' })
  await views.locator('summary').click()
  await field(page, 'Save this list under a name').fill('Next to review')
  await press(page, 'Save this view')
  await page.goto('/caseload')
  await page.locator('details', { hasText: 'Saved views' }).locator('summary').click()
  await follow(page, 'Next to review')
  await page.waitForURL(/strand=catch_and_convict&sort=review/)
  await page.goto('/caseload/views')
  await field(page, 'New name').fill('Catch first')
  await press(page, 'Rename')
  await page.getByRole('link', { name: 'Catch first' }).waitFor()
  await press(page, 'Delete')
  await says(page, 'No view is saved yet.')
})

test('many are assigned at once, after a preview, and then one is back where one was', async () => {
  await page.goto('/caseload?strand=catch_and_convict&sort=review')
  const place = page.url()
  const boxes = rows().getByRole('checkbox')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await says(page, '2 ticked')
  await press(page, 'Assign somebody')
  await headed(page, 'Assign somebody')
  await says(page, '2 people are ticked.')
  await answer(page, 'As what', 'Lead worker')
  await field(page, 'Who').selectOption({ index: 1 })
  await field(page, 'From').fill('today')
  await answer(page, 'Where somebody else has the case', 'End theirs on the day before')
  await press(page, 'See what would change')
  await headed(page, 'What would change')
  await says(page, 'Nothing has changed yet.')
  await press(page, 'Assign them')
  await headed(page, 'What was changed')
  await follow(page, 'Back to the list')
  assert.equal(page.url(), place)
})

test('the list is taken away as a file, which is recorded', async () => {
  await page.goto('/caseload?strand=catch_and_convict')
  const coming = page.waitForEvent('download')
  await press(page, 'Download this list (CSV)')
  const file = await coming
  assert.equal(file.suggestedFilename(), 'caseload.csv')
  const text = await readFile(await file.path(), 'utf8')
  assert.match(text, /Catch and Convict/)
  await page.goto('/audit')
  await says(page, 'Downloaded a caseload')
})
