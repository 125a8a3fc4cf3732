// The steps of casework that several journeys take, each as a person would: by labels and roles.
import assert from 'node:assert/strict'
import { signIn, visit } from './support.mjs'

export const HARROWDALE = 'Harrowdale and Thornley Vale PPO scheme'
export const KINGSBARROW = 'Kingsbarrow PPO scheme'

/** Somebody of the demo, signed in at a browser of their own: `police.kingsbarrow`. */
export async function as (browser, word, options) {
  const page = await visit(browser, options)
  await signIn(page, `${word}@throughcare.example`)
  return page
}

/** Waits until the page with this main heading stands. */
export async function headed (page, name) {
  const heading = page.getByRole('heading', { level: 1, name })
  await heading.waitFor().catch(async () => {
    const said = await page.locator('main').innerText()
    assert.fail(`no heading ${name} on ${page.url()}, which says:\n${said.slice(0, 800)}`)
  })
}

/** The main part of the page says this. */
export async function says (page, text) {
  const seen = page.locator('main').getByText(text).filter({ visible: true })
  await seen.first().waitFor().catch(async () => {
    const said = await page.locator('main').innerText()
    assert.fail(`“${text}” is not on ${page.url()}, which says:\n${said.slice(0, 1200)}`)
  })
}

export const press = (page, name) => page.getByRole('button', { name }).click()
export const follow = (page, name) => page.getByRole('link', { name }).first().click()
export const field = (page, name) => page.getByLabel(name, { exact: true })

/** One answer of a question with several. */
export const answer = (page, question, choice) =>
  page.getByRole('group', { name: question })
    .getByRole('radio', { name: choice, exact: true }).check()

/** Opens the page of a scheme and gives its address. */
export async function openScheme (page, name) {
  await page.goto('/schemes')
  await follow(page, name)
  await headed(page, name)
  return new URL(page.url()).pathname
}

/** From the scheme to the form that nominates somebody who is not known yet. */
export async function recordToNominate (page, scheme, person) {
  await openScheme(page, scheme)
  await follow(page, 'Nominate somebody')
  await headed(page, 'Nominate somebody')
  await follow(page, 'Nominate a person not known before')
  await headed(page, /Record a person/)
  await field(page, 'Forenames').fill(person.forenames)
  await field(page, 'Surname').fill(person.surname)
  await field(page, 'Date of birth, if it is known').fill(person.born)
  await answer(page, 'Sex', 'Male')
  await press(page, 'Continue')
  await page.getByRole('heading', { level: 1, name: /Nominate somebody|one of these/ }).waitFor()
  const none = page.getByRole('button', { name: /It is none of these/ })
  if (await none.isVisible()) await none.click()
  await headed(page, 'Nominate somebody')
  return new URL(page.url()).searchParams.get('person')
}

/** Fills one piece of evidence, the first or the nth. */
export async function fillEvidence (page, piece, nth = 1) {
  const box = page.getByRole('group', { name: `Evidence ${nth}`, exact: true })
  await box.getByLabel('Kind of evidence').selectOption({ label: piece.kind })
  if (piece.detail) await box.getByLabel('Detail').selectOption({ label: piece.detail })
  await box.getByLabel('When it happened').fill(piece.happened)
  if (piece.known) await box.getByLabel('When your agency learned of it').fill(piece.known)
  await box.getByLabel('What happened').fill(piece.what)
  await box.getByLabel('Where it is recorded').fill(piece.source)
  await box.getByLabel('When it was checked against that record').fill(piece.checked ?? 'today')
}

/** The day some days from today, as people type it. */
export function day (days) {
  const then = new Date(Date.now() + days * 86_400_000)
  return then.toLocaleDateString('en-GB', {
    day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London',
  })
}

export const BURGLARY = {
  kind: 'Conviction',
  detail: 'Burglary of a home',
  happened: day(-60),
  known: day(-30),
  what: 'A house entered at night; the family was at home',
  source: 'Crime 0001',
  checked: day(-1),
}

/** Fills the form that nominates. */
export async function fillNomination (page, pieces = [BURGLARY]) {
  await answer(page, 'Strand', 'Catch and Convict')
  await field(page, 'Why this person?').fill('Breaks into homes, again and again')
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) await press(page, 'Add another piece of evidence')
    await fillEvidence(page, piece, at + 1)
  }
  await answer(page, 'Is the person managed under MAPPA?', 'No')
}

/** From a filled form to the nomination; gives its address. */
export async function sendNomination (page) {
  await press(page, 'Check your answers')
  await headed(page, 'Check your answers')
  await press(page, 'Nominate')
  await headed(page, 'Nomination')
  return new URL(page.url()).pathname
}

/** The panel decides: police, probation and one more agree. */
export async function decide (page, { outcome = 'Take on to the scheme', reasons, views } = {}) {
  await press(page, 'Record the panel\'s decision')
  await headed(page, /The panel.s decision/)
  for (const [agency, view] of Object.entries(views)) {
    const box = page.getByRole('group', { name: agency, exact: true })
    await box.getByLabel('View').selectOption({ label: view })
    await box.getByLabel('Who spoke for it').fill('The member of the panel')
  }
  await answer(page, 'What did the panel decide?', outcome)
  await field(page, 'Why?').fill(reasons ?? 'Among those who do most harm here')
  await field(page, 'Who was in the chair?').fill('The chief inspector')
  await press(page, 'Record the decision')
}

/** Registers the person whom the panel took on; gives the address of the registration. */
export async function register (page) {
  await press(page, 'Register the person')
  await headed(page, /Register on/)
  await press(page, 'Register')
  await headed(page, /Registration on/)
  return new URL(page.url()).pathname
}
