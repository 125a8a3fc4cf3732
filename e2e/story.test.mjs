// The whole story, as the people of one scheme live it: the sheet comes in, somebody is nominated,
// scored, decided on, registered, told of, reviewed, removed; one return is refused, one is not.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch } from './support.mjs'
import {
  BURGLARY, HARROWDALE, answer, as, day, decide, field, fillEvidence, fillNomination, follow,
  headed, openScheme, press, recordToNominate, register, says, sendNomination,
} from './casework.mjs'

const SHEET = 'fixtures/import/scheme_register.xlsx'
const AGREED = {
  'Westershire Police': 'For taking the person on',
  'Westershire Probation': 'For taking the person on',
  'Westershire CJIT': 'Took part without a view',
}

let browser
let coordinator
let police
let chair
let person
let nomination
let registration

before(async () => {
  browser = await launch()
  coordinator = await as(browser, 'coordinator.harrowdale')
  police = await as(browser, 'police.harrowdale')
  chair = await as(browser, 'chair.harrowdale')
})
after(async () => { await browser?.close() })

test('the scheme sets its places', async () => {
  await openScheme(coordinator, HARROWDALE)
  await follow(coordinator, 'Set the places')
  await field(coordinator, 'How many people there is room for').fill('80')
  await press(coordinator, 'Save')
  await headed(coordinator, HARROWDALE)
  await says(coordinator, '80')
})

test('the scheme\'s sheet is mapped, previewed and taken in', async () => {
  await coordinator.goto('/schemes')
  await follow(coordinator, 'Imports')
  await headed(coordinator, 'Bring a register in')
  await field(coordinator, 'Scheme').selectOption({ label: HARROWDALE })
  await coordinator.getByLabel('Spreadsheet').setInputFiles(SHEET)
  await press(coordinator, 'Continue')
  await headed(coordinator, 'What the columns hold')
  const born = coordinator.getByLabel(/“D\.O\.B\.”/)
  assert.equal(await born.locator('option:checked').innerText(), 'Date of birth')
  await press(coordinator, 'Show what would be taken in')
  await headed(coordinator, 'What would be taken in')
  await says(coordinator, 'Nothing is written yet.')
  const faults = coordinator.getByRole('table', { name: 'Rows to mend or to look at' })
  const february = faults.getByRole('row').filter({ hasText: 'TESTCASE, Jo' }).first()
  assert.match(await february.innerText(), /Date of birth/)
  const download = coordinator.waitForEvent('download')
  await follow(coordinator, 'Download the sheet with the result of every row')
  assert.equal((await download).suggestedFilename(), 'register-checked.xlsx')
  await press(coordinator, /^Take in \d+ rows$/)
  await headed(coordinator, 'The register is taken in')
  await coordinator.goto('/caseload?name=inventley')
  await says(coordinator, /Inventley, Alex/i)
})

test('the police begin to nominate somebody new, leave, and find their draft', async () => {
  const who = { forenames: 'Jordan', surname: 'Talltree', born: '5 3 1988' }
  person = await recordToNominate(police, HARROWDALE, who)
  await answer(police, 'Strand', 'Catch and Convict')
  const reasons = field(police, 'Why this person?')
  await reasons.fill('Begun, and not finished')
  const kept = police.waitForResponse((it) => it.url().includes('/drafts/nomination/'))
  await reasons.blur()
  assert.equal((await kept).status(), 204)
  await police.goto('/')
  await police.getByRole('heading', { name: 'My drafts' }).waitFor()
  await follow(police, 'Continue: A nomination')
  await headed(police, 'Nominate somebody')
  assert.equal(await field(police, 'Why this person?').inputValue(), 'Begun, and not finished')
})

test('the nomination carries evidence, an answer about MAPPA, and a score', async () => {
  await fillNomination(police)
  nomination = await sendNomination(police)
  await says(police, 'The nomination is before the panel')
  await says(police, /\d+ points? /)
  await says(police, 'What would change the result')
  await says(police, 'The score informs the panel. People decide.')
  const why = police.locator('details', { hasText: 'Why?' }).first()
  await why.locator('summary').click()
  await why.getByText(/^Source: /).waitFor()
})

test('the panel decides, with the view of each agency', async () => {
  await chair.goto(nomination)
  await decide(chair, { views: { 'Westershire Police': 'Against' }, outcome: 'Do not take on' })
  await headed(chair, /The panel.s decision/)
  await chair.getByRole('alert').getByText('There is a problem').waitFor()
  assert.equal(await field(chair, 'Who was in the chair?').inputValue(), 'The chief inspector')
  await chair.goto(nomination)
  await decide(chair, { views: AGREED })
  await says(chair, 'Among those who do most harm here')
  await says(chair, 'Westershire Probation')
})

test('the coordinator registers, and tells an agency', async () => {
  await coordinator.goto(nomination)
  registration = await register(coordinator)
  await says(coordinator, 'Registered. Tell the agencies listed below')
  await says(coordinator, 'No lead worker is assigned')
  await coordinator.getByRole('table', { name: 'Who was told' })
    .getByRole('link', { name: /To tell/ }).first().click()
  await headed(coordinator, /^Tell /)
  await field(coordinator, 'Day they were told').fill('today')
  await field(coordinator, 'How they were told').fill('By telephone')
  await press(coordinator, 'Record that they were told')
  await coordinator.goto(registration)
  await says(coordinator, /By telephone/)
  await police.goto('/caseload?name=talltree')
  await says(police, /Talltree, Jordan/)
})

test('a review keeps the person, and says by when the next one is due', async () => {
  await chair.goto(registration)
  await follow(chair, 'Record a review')
  await headed(chair, 'Record a review')
  await chair.getByRole('group', { name: 'Agencies that took part' })
    .getByRole('checkbox', { name: 'Police', exact: true }).check()
  await answer(chair, 'What was decided', 'Keep on the scheme')
  await field(chair, 'Next review by').fill(day(60))
  await field(chair, 'Reasons').fill('Settling, and still at risk')
  await press(chair, 'Record a review')
  await says(chair, 'The review is recorded')
  await says(chair, `Next review by ${day(60)}`)
})

test('removal waits for an exit plan and for every agency, then really removes', async () => {
  await police.goto(`${registration}/removal`)
  await answer(police, 'Ground', 'Moved away, and passed to the scheme there')
  await field(police, 'Reasons').fill('Moved to another county')
  await press(police, 'Propose removal')
  await says(police, 'Moved to another county')
  await coordinator.goto(`${registration}/removal`)
  await says(coordinator, /Removal cannot be decided yet/)
  await field(coordinator, 'Support that goes on').fill('A key worker, weekly')
  await field(coordinator, 'Agency that owns it').selectOption({ label: 'Westershire CJIT' })
  await field(coordinator, 'Who answers for it').fill('The duty worker')
  await field(coordinator, 'Last day planned').fill(day(120))
  await press(coordinator, 'Add to the exit plan')
  await says(coordinator, /A key worker, weekly: Westershire CJIT/)
  await giveEveryView()
  await answer(coordinator, 'What was decided', 'Remove from the scheme')
  const decision = coordinator.locator('form[action$="/removal/decision"]')
  await decision.getByLabel('Reasons').fill('All agree')
  await press(coordinator, 'Record the decision')
  await coordinator.waitForURL((it) => !it.pathname.endsWith('/decision'))
  await police.goto('/caseload?name=talltree')
  await says(police, 'Nobody matches these filters.')
  await police.goto('/search?q=talltree')
  await says(police, 'Nobody whom you may see fits this.')
  const hidden = await police.goto(`/people/${person}`)
  assert.equal(hidden.status(), 404)
})

async function giveEveryView () {
  const form = coordinator.locator('form[action$="/removal/views"]')
  for (;;) {
    const awaited = coordinator.locator('p:has-text("Still to give their view") + ul > li')
    if (await awaited.count() === 0) return
    const agency = await awaited.first().innerText()
    await form.getByLabel('Agency', { exact: true }).selectOption({ label: agency })
    await form.getByLabel('Who spoke for it').fill('The member of the panel')
    await form.getByRole('radio', { name: 'Agrees' }).check()
    await press(coordinator, 'Record the view')
    await coordinator.locator('p', { hasText: agency }).filter({ hasText: 'Agrees' }).waitFor()
  }
}

test('a return without new facts is refused, in words', async () => {
  const scheme = await openScheme(coordinator, HARROWDALE)
  await coordinator.goto(`${scheme}/nominations/new?person=${person}`)
  await fillNomination(coordinator)
  await press(coordinator, 'Check your answers')
  await press(coordinator, 'Nominate')
  await coordinator.getByRole('alert').getByText('There is a problem').waitFor()
  await says(coordinator, /was removed on .*Add evidence that became known after that day/)
  await says(coordinator, day(0))
})

test('somebody removed long ago returns on a new fact, and the earlier stay is shown', async () => {
  await coordinator.goto('/search?q=dummett+pat&removed=include')
  await follow(coordinator, /Dummett, Pat/i)
  await coordinator.waitForURL('**/people/**')
  await follow(coordinator, `Nominate to ${HARROWDALE}`)
  await headed(coordinator, 'Nominate somebody')
  await fillNomination(coordinator, [{ ...BURGLARY, happened: '1 2 2006', known: '2 2 2006' }])
  await press(coordinator, 'Check your answers')
  await press(coordinator, 'Nominate')
  await says(coordinator, 'This person was removed on 1 April 2006. Add evidence that became known')
  await fillEvidence(coordinator, BURGLARY)
  const again = await sendNomination(coordinator)
  await chair.goto(again)
  await decide(chair, { views: AGREED })
  await coordinator.goto(again)
  await press(coordinator, 'Register the person')
  await says(coordinator, 'This is a return. The earlier registration ended on 1 April 2006.')
  await press(coordinator, 'Register')
  await headed(coordinator, /Registration on/)
  await follow(coordinator, 'Returned: an earlier registration ended on 1 April 2006')
  await says(coordinator, 'This registration ended on 1 April 2006.')
})

test('the trail of acts tells the story', async () => {
  await coordinator.goto(`/audit?person=${person}`)
  await headed(coordinator, 'Audit trail')
  let trail = ''
  for (;;) {
    trail += await coordinator.getByRole('table', { name: 'Entries' }).innerText()
    const older = coordinator.getByRole('link', { name: 'Older entries' })
    if (await older.count() === 0) break
    await older.click()
    await coordinator.waitForLoadState()
  }
  for (const act of ['Nominated', 'Decided', 'Registered', 'Told an agency', 'Held a review',
    'Proposed removal', 'Removed']) {
    assert.ok(trail.includes(act), `the trail lacks “${act}”`)
  }
})
