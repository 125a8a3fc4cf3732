// Everything by keyboard: in, to Today, to the caseload, a filter, a person. The focus is seen.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { launch, visit } from './support.mjs'
import { headed } from './casework.mjs'

let browser
let page
before(async () => {
  browser = await launch()
  page = await visit(browser)
})
after(async () => { await browser?.close() })

/** What has the focus: its name, its tag, and whether the focus can be seen. */
const focused = () => page.evaluate(() => {
  const it = document.activeElement
  const style = getComputedStyle(it)
  const drawn = style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
  const shadow = style.boxShadow !== 'none'
  const label = it.labels?.[0]?.innerText ?? it.innerText ?? ''
  return { tag: it.tagName, text: label.trim(), seen: drawn || shadow, type: it.type }
})

/** Presses Tab until something of this name has the focus, and looks whether it is seen. */
async function tabTo (name, most = 80) {
  const passed = []
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    const now = await focused()
    // A ring may be drawn by what stands around or before a tick box.
    const drawnElsewhere = ['checkbox', 'radio'].includes(now.type)
    const isSeen = now.tag === 'BODY' || now.seen || drawnElsewhere
    assert.ok(isSeen, `no focus seen on “${now.text}”`)
    const isLinkLike = name instanceof RegExp && now.tag === 'A' && name.test(now.text)
    if (now.text === name || isLinkLike) return
    passed.push(now.text)
  }
  assert.fail(`Tab never came to ${name}; it passed ${passed.join(' | ')}`)
}

test('signing in', async () => {
  await page.goto('/sign-in')
  await tabTo('E-mail address')
  await page.keyboard.type('coordinator.kingsbarrow@throughcare.example')
  await tabTo('Password')
  await page.keyboard.type('throughcare demo')
  await page.keyboard.press('Enter')
  await headed(page, 'Today')
})

test('the first stop is the link past the header, and it works', async () => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  assert.equal((await focused()).text, 'Skip to main content')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main-content')
})

test('from Today to the caseload, a filter, and a person', async () => {
  await page.goto('/')
  await tabTo('Caseload')
  await page.keyboard.press('Enter')
  await headed(page, 'Caseload')
  await tabTo('Name')
  await page.keyboard.type('a')
  await page.keyboard.press('Enter')
  await page.waitForURL(/name=a/)
  await tabTo(/^[^,]+, \p{L}+$/u)
  await page.keyboard.press('Enter')
  await headed(page, 'Overview')
})

test('the keys of the service lead where its help says', async () => {
  await page.goto('/caseload')
  await page.locator('h1').click()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'site-search')
  await page.locator('h1').click()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await headed(page, 'Today')
})
