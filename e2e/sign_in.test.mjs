// The front door: in, out, refused, and locked after repeated mistakes.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch, visit } from './support.mjs'
import { as, field, headed, press } from './casework.mjs'

let browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

async function tryToSignIn (page, email, password) {
  await field(page, 'E-mail address').fill(email)
  await field(page, 'Password').fill(password)
  await press(page, 'Sign in')
}

test('somebody signs in where they wanted to go, and out again', async () => {
  const page = await visit(browser)
  await page.goto('/caseload?name=a')
  await headed(page, 'Sign in')
  await tryToSignIn(page, 'police.elmstead@throughcare.example', 'throughcare demo')
  await headed(page, 'Caseload')
  assert.match(page.url(), /\/caseload\?name=a$/)
  await press(page, 'Sign out')
  await headed(page, 'Sign in')
  await page.goto('/caseload')
  await headed(page, 'Sign in')
  await page.goBack()
  await page.reload()
  await headed(page, 'Sign in')
})

test('a wrong password and an unknown address are refused alike', async () => {
  const said = []
  for (const email of ['courts.elmstead@throughcare.example', 'nobody@throughcare.example']) {
    const page = await visit(browser)
    await page.goto('/sign-in')
    await tryToSignIn(page, email, 'not it')
    await page.getByRole('alert').getByRole('link').first().waitFor()
    said.push(await page.getByRole('alert').innerText())
    assert.equal(await field(page, 'E-mail address').inputValue(), email)
    assert.equal(await field(page, 'Password').inputValue(), '')
    assert.match(await page.title(), /^Error: /)
  }
  assert.equal(said[0], said[1])
  assert.match(said[0], /The e-mail address or password is not right/)
})

test('repeated mistakes lock one account, even for the right password, and no other', async () => {
  const page = await visit(browser)
  const email = 'provider.elmstead@throughcare.example'
  await page.goto('/sign-in')
  for (let tries = 0; tries < 12; tries++) {
    await tryToSignIn(page, email, `guess ${tries}`)
    await page.waitForLoadState()
    if (await page.getByRole('link', { name: /Too many attempts/ }).isVisible()) break
  }
  await tryToSignIn(page, email, 'throughcare demo')
  await page.getByRole('link', { name: 'Too many attempts. Try again in 15 minutes' }).waitFor()
  const other = await as(browser, 'analyst.elmstead')
  await headed(other, 'Today')
})
