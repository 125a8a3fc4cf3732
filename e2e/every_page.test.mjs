// Every page, for a role that opens it: no barrier found, nothing logged, nothing too wide.
import { after, before, test } from 'node:test'
import { assertNoBarriers, assertSound, launch, visit } from './support.mjs'
import { as } from './casework.mjs'

let browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

/** A page that must be sound, opened by its address. */
async function look (page, path) {
  page.problems.length = 0
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The browser itself logs that a page was not found or not permitted.
  page.problems = page.problems.filter((it) => !/status of 40[34]/.test(it))
  await assertNoBarriers(page)
  await assertSound(page)
}

/** The page again with everything wrong that a blank form can have wrong. */
async function lookAtErrors (page, path, button) {
  await page.goto(path)
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('alert').getByText('There is a problem').waitFor()
  await assertNoBarriers(page)
}

/** The first address on the page that begins so. */
async function first (page, where, selector) {
  await page.goto(where)
  return page.locator(selector).first().getAttribute('href')
}

const linkTo = (start) => `main a[href^="${start}"]`
const lastOf = (path) => path.split(/[/?]/)[2]

test('the pages before signing in', async () => {
  const page = await visit(browser)
  for (const path of ['/sign-in', '/accessibility', '/privacy']) await look(page, path)
  await lookAtErrors(page, '/sign-in', 'Sign in')
})

test('the lists of a coordinator', async () => {
  const page = await as(browser, 'coordinator.kingsbarrow')
  const lists = [
    '/', '/caseload', '/caseload?name=nobody-at-all', '/caseload/views', '/nominations',
    '/nominations?list=mine', '/reviews', '/notices', '/schemes', '/areas', '/audit', '/drafts',
    '/imports', '/search', '/search?q=a+b', '/no-such-page', '/users',
  ]
  for (const path of lists) await look(page, path)
})

test('a person and a registration, with their forms', async () => {
  const page = await as(browser, 'coordinator.kingsbarrow')
  const person = (await first(page, '/caseload', 'tbody th a'))
  const parts = ['', '/timeline', '/identity', '/sharing', '/edit']
  for (const part of parts) await look(page, `${person}${part}`)
  for (const part of ['name', 'identifier', 'address', 'custody', 'note', 'access']) {
    const answer = await page.goto(`${person}/add/${part}`)
    if (answer.ok()) await look(page, `${person}/add/${part}`)
  }
  const registration = await first(page, '/caseload', linkTo('/registrations/'))
  for (const part of ['', '/review', '/removal', '/periods/new', '/assignments/new']) {
    await look(page, `${registration}${part}`)
  }
  await look(page, `${person}/death`)
  await lookAtErrors(page, `${registration}/review`, 'Record a review')
  await lookAtErrors(page, `${registration}/removal`, /Propose removal|Record the decision/)
  await lookAtErrors(page, `${registration}/periods/new`, 'Record an order')
})

test('a nomination, its form, its decision and the waiting list', async () => {
  const page = await as(browser, 'coordinator.kingsbarrow')
  const nomination = await first(page, '/nominations', linkTo('/nominations/0'))
  await look(page, nomination)
  await look(page, `${nomination}/decision`)
  await lookAtErrors(page, `${nomination}/decision`, 'Record the decision')
  const scheme = await first(page, '/schemes', linkTo('/schemes/0'))
  await look(page, `${scheme}/nominations/new`)
  await look(page, `${scheme}/waiting`)
  await look(page, `/people/new?scheme=${lastOf(scheme)}`)
  await lookAtErrors(page, `/people/new?scheme=${lastOf(scheme)}`, 'Continue')
})

test('a scheme, its criteria and the forms that change it', async () => {
  const page = await as(browser, 'coordinator.kingsbarrow')
  const scheme = await first(page, '/schemes', linkTo('/schemes/0'))
  await look(page, scheme)
  await look(page, `${scheme}/criteria`)
  const parts = [
    'capacity', 'lead', 'member', 'arrangement', 'prison', 'post', 'area', 'agency',
  ]
  for (const part of parts) {
    await look(page, `${scheme}/change/${part}`)
  }
  await lookAtErrors(page, `${scheme}/change/post`, 'Save')
  await lookAtErrors(page, '/imports', 'Continue')
})

test('the pages of an administrator', async () => {
  const page = await as(browser, 'admin')
  const paths = [
    '/', '/users', '/users/new', '/agencies', '/agencies/new', '/areas', '/areas/new',
    '/schemes', '/schemes/new',
  ]
  for (const path of paths) await look(page, path)
  const user = await first(page, '/users', 'tbody th a')
  for (const part of ['', '/role', '/password', '/close']) await look(page, `${user}${part}`)
  const area = await first(page, '/areas', linkTo('/areas/0'))
  await look(page, area)
  await lookAtErrors(page, '/users/new', /Make|Save/)
})

test('Today, for every other role', async () => {
  const words = ['chair', 'police', 'probation', 'panel', 'prison', 'youth', 'provider', 'courts',
    'analyst'].map((it) => `${it}.kingsbarrow`)
  for (const word of [...words, 'area.westershire', 'national', 'protection', 'auditor']) {
    const page = await as(browser, word)
    await look(page, '/')
    await look(page, '/schemes')
    await page.context().close()
  }
})
