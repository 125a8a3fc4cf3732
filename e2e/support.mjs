// What every journey needs: a browser, a person who signs in, a look for barriers, a picture.
import { readFile, mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

/** Where the demo is served. `cargo xtask browser` serves one and says where. */
export const BASE_URL = process.env.BASE_URL ?? 'http://127.0.0.1:8080'

const FOUND_AT = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** The password of every demo account; demo accounts exist only in a demo. */
const DEMO_PASSWORD = process.env.DEMO_PASSWORD ?? 'throughcare demo'
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } }

/** Starts the browser of this machine. */
export async function launch () {
  const executablePath = process.env.THROUGHCARE_CHROMIUM ?? FOUND_AT.find(existsSync)
  assert(executablePath, 'no Chromium found; on Debian: apt-get install chromium')
  return chromium.launch({ executablePath, args: FLAGS })
}

/**
 * A new person at a new browser: no cookie is shared with anybody.
 * `options` are Playwright's: `{ javaScriptEnabled: false }`, `{ locale: 'cy' }`, ….
 */
export async function visit (browser, options = {}) {
  const context = await browser.newContext({
    baseURL: BASE_URL, locale: 'en-GB', viewport: SIZES.desk, ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') page.problems.push(message.text())
  })
  return page
}

/** Signs in as a demo account, as a person would: by the labels. */
export async function signIn (page, email, password = DEMO_PASSWORD) {
  await page.goto('/sign-in')
  await page.getByLabel(/e-?mail/i).fill(email)
  await page.locator('input[type="password"]').fill(password)
  await page.locator('main form button[type="submit"], main form button').last().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

const require = createRequire(import.meta.url)
let axeSource

/** Fails with the list of barriers that axe finds on the page, WCAG 2.2 AA and good practice. */
export async function assertNoBarriers (page) {
  axeSource ??= await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
  // Through the debugger, so that the page's own content policy stays as strict as it is.
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await window.axe.run(document, { runOnly: tags })
    return violations.map(({ id, help, nodes }) => ({
      id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }))
  })
  assert.deepEqual(violations, [], `barriers on ${page.url()}`)
}

/** Fails if the page threw, logged an error, or scrolls sideways on a telephone. */
export async function assertSound (page) {
  assert.deepEqual(page.problems, [], `errors on ${page.url()}`)
  const before = page.viewportSize()
  await page.setViewportSize(SIZES.phone)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  )
  await page.setViewportSize(before)
  assert(overflow <= 0, `${page.url()} is ${overflow} px too wide for a telephone`)
}

/** Takes pictures of the whole page at the width of a desk and of a telephone. */
export async function picture (page, name) {
  const folder = process.env.SCREENSHOTS ?? 'target/screenshots'
  await mkdir(folder, { recursive: true })
  const before = page.viewportSize()
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true })
  }
  await page.setViewportSize(before)
}
