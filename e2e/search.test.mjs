// The search forgives how people type.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch } from './support.mjs'
import { as, field, headed, press, says } from './casework.mjs'

let browser
let page
let name
before(async () => {
  browser = await launch()
  page = await as(browser, 'coordinator.kingsbarrow')
  await page.goto('/caseload')
  const row = page.getByRole('table', { name: 'People on schemes' }).locator('tbody tr').first()
  name = await row.getByRole('rowheader').getByRole('link').innerText()
})
after(async () => { await browser?.close() })

async function find (text) {
  await page.getByRole('searchbox', { name: 'Search by name or number' }).fill(text)
  await page.getByRole('search').getByRole('button', { name: 'Search' }).click()
  await headed(page, 'Search for people')
}

const found = () => page.getByRole('table', { name: 'People found' }).first()

test('a name is found in any order, case and spacing', async () => {
  const [surname, forename] = name.split(', ')
  const loud = `  ${surname.toUpperCase()}   ${forename} `
  for (const typed of [name, `${forename} ${surname}`, loud]) {
    await find(typed)
    await found().getByRole('link', { name }).first().waitFor()
  }
})

test('a name typed with a slip is found among those alike', async () => {
  const [surname, forename] = name.split(', ')
  const at = Math.floor(surname.length / 2)
  await find(`${forename} ${surname.slice(0, at)}${surname.slice(at + 1)}`)
  await found().getByRole('link', { name }).first().waitFor()
})

test('several lines are looked for one by one, and what nobody has says so', async () => {
  await page.goto('/search')
  await field(page, 'Name, number or date of birth').fill(`${name}\nZzyzzx Qwrtp`)
  await page.locator('main').getByRole('button', { name: 'Search' }).click()
  await page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor()
  await page.getByRole('heading', { level: 2, name: /Zzyzzx/ }).waitFor()
  await says(page, 'Nobody whom you may see fits this.')
})

test('a number that is not well formed is looked for as typed, and says why', async () => {
  await find('03/9999999Q')
  await says(page, /is looked for as typed/)
})

test('markup and SQL are only text', async () => {
  await find('<b>x</b>\'; drop table person; --')
  await says(page, 'Nobody whom you may see fits this.')
  const box = field(page, 'Name, number or date of birth')
  assert.equal(await box.inputValue(), '<b>x</b>\'; drop table person; --')
  await press(page, 'Sign out')
})
