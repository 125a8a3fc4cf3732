// Without JavaScript the work goes on: a nomination and a review.
import { after, before, test } from 'node:test'
import { launch } from './support.mjs'
import {
  BURGLARY, KINGSBARROW, answer, as, day, field, fillNomination, headed, press, recordToNominate,
  says, sendNomination,
} from './casework.mjs'

const PLAIN = { javaScriptEnabled: false }

let browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

test('somebody new is recorded and nominated with two pieces of evidence', async () => {
  const page = await as(browser, 'police.kingsbarrow', PLAIN)
  const who = { forenames: 'Sasha', surname: 'Plainfield', born: '7 July 1991' }
  await recordToNominate(page, KINGSBARROW, who)
  const test = { ...BURGLARY, kind: 'Drug test', detail: 'Positive test' }
  await fillNomination(page, [BURGLARY, test])
  await sendNomination(page)
  await says(page, 'Drug test: Positive test')
})

test('a review is held', async () => {
  const page = await as(browser, 'chair.kingsbarrow', PLAIN)
  await page.goto('/caseload?strand=rehabilitate_and_resettle')
  await page.getByRole('table', { name: 'People on schemes' })
    .locator('tbody tr').first().getByRole('link').nth(1).click()
  await headed(page, /Registration on/)
  await page.getByRole('link', { name: 'Record a review' }).click()
  await page.getByRole('checkbox', { name: 'Police', exact: true }).check()
  await answer(page, 'What was decided', 'Keep on the scheme')
  await answer(page, 'Strand', 'Rehabilitate and Resettle')
  await field(page, 'Next review by').fill(day(45))
  await field(page, 'Reasons').fill('Goes to work; the flat is settled')
  await press(page, 'Record a review')
  await says(page, 'The review is recorded')
})
