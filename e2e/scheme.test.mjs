// A scheme's own page: its numbers, its group, its posts, the four things, its thresholds.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch } from './support.mjs'
import { as, day, field, follow, headed, openScheme, press, says } from './casework.mjs'

const ELMSTEAD = 'Elmstead and Wickenby integrated offender management'

let browser
let page
let path
before(async () => {
  browser = await launch()
  page = await as(browser, 'coordinator.elmstead')
  path = await openScheme(page, ELMSTEAD)
})
after(async () => { await browser?.close() })

test('places are refused in words, kept as typed, and saved when right', async () => {
  await follow(page, 'Set the places')
  const places = field(page, 'How many people there is room for')
  await places.fill('plenty')
  await press(page, 'Save')
  await page.getByRole('alert').getByText('There is a problem').waitFor()
  assert.equal(await places.inputValue(), 'plenty')
  await page.getByRole('alert').getByRole('link').click()
  assert.ok(await places.evaluate((it) => it === document.activeElement))
  await places.fill('42')
  await press(page, 'Save')
  await headed(page, ELMSTEAD)
  await says(page, '42')
})

test('the page says which member the group lacks, and an agency joins it', async () => {
  await page.goto(path)
  await says(page, 'Multi-agency group')
  await page.getByRole('link', { name: 'Add a member' }).click()
  await field(page, 'Agency').selectOption({ label: 'Eastershire Health' })
  await field(page, 'Who sits for it').fill('Pat Notreal')
  await field(page, 'First day').fill('today')
  await press(page, 'Save')
  await headed(page, ELMSTEAD)
  await says(page, 'Pat Notreal')
})

test('a post is set up, filled and shown', async () => {
  await page.goto(path)
  await follow(page, 'Set up a post')
  await field(page, 'Agency').selectOption({ label: 'Eastershire Police' })
  await field(page, 'What the post is for').selectOption({ label: 'Analyst' })
  await field(page, 'Whole-time equivalent').fill('0.5')
  await field(page, 'First day').fill(day(-10))
  await press(page, 'Save')
  await headed(page, ELMSTEAD)
  const post = page.getByRole('table', { name: 'Posts', exact: true }).getByRole('row')
    .filter({ hasText: 'Analyst' })
  await post.getByText('Vacant').waitFor()
  await post.getByRole('link', { name: /^Fill/ }).click()
  await headed(page, 'Fill a post')
  await field(page, 'Name of the holder').fill('Kit Inventley')
  await field(page, 'First day').fill('today')
  await press(page, 'Save')
  await headed(page, ELMSTEAD)
  await post.getByText(/Kit Inventley since/).waitFor()
})

test('each of the four things has its day, its paragraph, and can be recorded', async () => {
  await page.goto(path)
  const four = page.getByRole('heading', { name: 'The minimum for a scheme to be established' })
  if (await four.count() === 0) return
  await page.getByRole('link', { name: /^(Record as met|Correct this)/ }).first().click()
  await field(page, 'Day on which it was met').fill(day(-3))
  await field(page, 'What shows it').fill('Minutes of the meeting')
  await press(page, 'Save')
  await headed(page, ELMSTEAD)
  await says(page, 'Minutes of the meeting')
})

test('a threshold outside what the guidance allows is refused with its limits', async () => {
  await page.goto(path)
  const thresholds = page.getByRole('table', { name: 'Local thresholds for removal' })
  await thresholds.getByRole('row', { name: /No known offending/ })
    .getByRole('link', { name: /^Set/ }).click()
  await field(page, 'Threshold').fill('99999')
  await field(page, 'First day').fill('today')
  await press(page, 'Save')
  await page.getByRole('alert').getByText(/from \d+ months? to \d+ months?/).waitFor()
})
