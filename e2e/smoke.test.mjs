// The first thing to be true: the demo answers, and its front door has no step.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { assertNoBarriers, assertSound, launch, picture, visit } from './support.mjs'

let browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

test('a visitor who has not signed in is led to the sign-in page', async () => {
  const page = await visit(browser)
  const answer = await page.goto('/')
  assert.equal(answer.status(), 200)
  assert.match(new URL(page.url()).pathname, /^\/sign-in/)
  assert.equal(await page.locator('h1').count(), 1)
})

test('the sign-in page is sound, without barriers, and styled', async () => {
  const page = await visit(browser)
  await page.goto('/sign-in')
  await assertNoBarriers(page)
  await assertSound(page)
  const font = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontFamily)
  assert.match(font, /Source Sans 3/)
  assert.doesNotMatch(font, /GDS Transport/)
  await picture(page, 'sign-in')
})

test('the sign-in page works without script', async () => {
  const page = await visit(browser, { javaScriptEnabled: false })
  await page.goto('/sign-in')
  assert.equal(await page.locator('input[type="password"]').count(), 1)
  assert.ok(await page.locator('main form button').count() >= 1)
})
