// Two people at once: their drafts never mix, and nobody silently undoes the other's change.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch } from './support.mjs'
import {
  KINGSBARROW, answer, as, field, headed, press, recordToNominate, says,
} from './casework.mjs'

let browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

async function keep (page, text) {
  const reasons = field(page, 'Why this person?')
  await reasons.fill(text)
  const kept = page.waitForResponse((it) => it.url().includes('/drafts/'))
  await reasons.blur()
  assert.equal((await kept).status(), 204)
}

test('two people draft a nomination of one person, and nothing mixes', async () => {
  const police = await as(browser, 'police.kingsbarrow')
  const probation = await as(browser, 'probation.kingsbarrow')
  const who = { forenames: 'Ashley', surname: 'Draftwood', born: '1 2 1990' }
  const person = await recordToNominate(police, KINGSBARROW, who)
  const form = new URL(police.url()).pathname + `?person=${person}`
  await probation.goto(form)
  await headed(probation, 'Nominate somebody')
  await keep(police, 'What the police wrote')
  await keep(probation, 'What probation wrote')
  const wrote = [[police, 'What the police wrote'], [probation, 'What probation wrote']]
  for (const [page, text] of wrote) {
    const tab = await page.context().newPage()
    await tab.goto(form)
    assert.equal(await field(tab, 'Why this person?').inputValue(), text)
    await tab.goto('/drafts')
    const drafts = tab.getByRole('link', { name: /^Continue: A nomination/ })
    assert.equal(await drafts.count(), 1)
    await tab.close()
  }
})

test('whoever saves second sees both versions, and chooses', async () => {
  const one = await as(browser, 'coordinator.kingsbarrow')
  const two = await as(browser, 'police.kingsbarrow')
  await one.goto('/caseload?strand=catch_and_convict')
  await one.getByRole('table', { name: 'People on schemes' })
    .getByRole('rowheader').last().getByRole('link').click()
  await headed(one, 'Overview')
  const path = new URL(one.url()).pathname
  for (const page of [one, two]) {
    await page.goto(`${path}/edit`)
    await headed(page, 'Change who this is')
  }
  await field(one, 'Forenames').fill('First')
  await field(two, 'Forenames').fill('Second')
  for (const page of [one, two]) {
    await answer(page, 'If the name changes, what of the old one?', 'It was written wrongly')
    await press(page, 'Save')
  }
  await headed(two, 'Somebody else changed this first')
  const versions = await two.getByRole('table', { name: 'The two versions' }).innerText()
  assert.match(versions, /First/)
  assert.match(versions, /Second/)
  await press(two, 'Save my version')
  await two.goto(path)
  await says(two, /Second /)
})
