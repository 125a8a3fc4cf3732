// What our own script does, on pages made for it and served here: it needs no product, only what
// set-up has built.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { launch, visit } from './support.mjs'

const PAGES = {
  '/draft': `<form data-draft-url="/keep" data-draft-saved="Saved {time}"
      data-draft-failed="Not saved yet">
    <label>Reasons <textarea name="reasons"></textarea></label>
    <label>Secret <input type="password" name="secret"></label>
    <p data-draft-status role="status"></p></form>`,
  '/keys': '<input id="search" aria-label="Search"><input type="checkbox" aria-label="Row">',
  '/bulk': `<form data-bulk data-bulk-count="{count} chosen">
    <label hidden><input type="checkbox" data-bulk-all> All</label>
    <table><tbody><tr><td><input type="checkbox" aria-label="Ann"></td></tr>
      <tr><td><input type="checkbox" aria-label="Bob"></td></tr></tbody></table>
    <p data-bulk-status role="status"></p></form>`,
  '/work': `<div data-progress-url="/progress"><progress></progress>
    <p data-progress-text role="status"></p></div>`,
}
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' }

let browser
let server
let baseURL
let kept = []
let keeps = true
let done = 0

function html (main) {
  return `<!doctype html><html lang="en"><head><title>Trial</title>
    <link rel="icon" href="/assets/images/favicon.svg">
    <script type="module" src="/assets/app.js"></script></head>
    <body data-key-search="#search" data-key-today="/today" data-key-new="/new">
    <main><h1>Trial</h1>${main}</main>
    <dialog data-key-help><p>Keys</p></dialog></body></html>`
}

async function answer (request, response) {
  const { pathname } = new URL(request.url, 'http://localhost')
  response.setHeader('content-security-policy', "default-src 'self'")
  if (pathname.startsWith('/assets/')) {
    response.setHeader('content-type', TYPES[pathname.split('.').pop()])
    return response.end(await readFile(`.setup${pathname}`))
  }
  if (pathname === '/keep') {
    let body = ''
    for await (const part of request) body += part
    if (keeps) kept.push(body)
    response.statusCode = keeps ? 204 : 503
    return response.end()
  }
  if (pathname === '/progress') {
    done += 200
    const next = done >= 400 ? '/finished' : undefined
    return response.end(JSON.stringify({ done, total: 400, text: `${done} of 400 rows`, next }))
  }
  response.setHeader('content-type', 'text/html')
  return response.end(html(PAGES[pathname] ?? ''))
}

before(async () => {
  browser = await launch()
  server = createServer(answer)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseURL = `http://127.0.0.1:${server.address().port}`
})
after(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

const status = (page) => page.getByRole('status')

async function says (page, expected) {
  await page.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector('[role=status]').textContent),
    expected.source
  )
  assert.match(await status(page).textContent(), expected)
}

test('leaving a field keeps the draft as typed, but never a password', async () => {
  kept = []
  keeps = true
  const page = await visit(browser, { baseURL })
  await page.goto('/draft')
  await page.getByLabel('Reasons').fill('a < b & "c" -- d')
  await page.getByLabel('Secret').fill('hidden')
  await page.getByLabel('Secret').blur()
  await says(page, /^Saved \d\d:\d\d$/)
  assert.equal(new URLSearchParams(kept.at(-1)).get('reasons'), 'a < b & "c" -- d')
  assert.ok(kept.every((body) => !body.includes('hidden')))
})

test('a draft that could not be kept says so, and is kept when it can be', async () => {
  kept = []
  keeps = false
  const page = await visit(browser, { baseURL })
  await page.goto('/draft')
  const reasons = page.getByLabel('Reasons')
  await reasons.fill('first')
  await reasons.blur()
  await says(page, /^Not saved yet$/)
  keeps = true
  await reasons.focus()
  await reasons.blur()
  await says(page, /^Saved/)
  assert.deepEqual(kept, ['reasons=first'])
})

test('keys go where the page says, and are letters where letters are meant', async () => {
  const page = await visit(browser, { baseURL })
  await page.goto('/keys')
  await page.keyboard.press('/')
  await page.keyboard.type('gt n?')
  assert.equal(await page.getByLabel('Search').inputValue(), 'gt n?')
  await page.getByLabel('Row').focus()
  await page.keyboard.press('?')
  assert.ok(await page.getByText('Keys').isVisible())
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL('**/today')
  await page.keyboard.press('n')
  await page.waitForURL('**/new')
})

test('one box ticks every row and says how many', async () => {
  const page = await visit(browser, { baseURL })
  await page.goto('/bulk')
  await page.getByLabel('All').check()
  await says(page, /^2 chosen$/)
  await page.getByLabel('Ann').uncheck()
  await says(page, /^1 chosen$/)
  assert.ok(await page.getByLabel('All').evaluate((box) => box.indeterminate))
})

test('long work is followed to its end', async () => {
  done = 0
  const page = await visit(browser, { baseURL })
  await page.goto('/work')
  await says(page, /^200 of 400 rows$/)
  await page.waitForURL('**/finished')
})
