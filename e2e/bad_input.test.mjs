// What people and the world send wrongly: each gets words, and nothing is lost or run.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { deflateRawSync, crc32 } from 'node:zlib'
import { launch } from './support.mjs'
import { as, field, follow, headed, openScheme, press, says, KINGSBARROW } from './casework.mjs'

let browser
let page
let person
before(async () => {
  browser = await launch()
  page = await as(browser, 'coordinator.kingsbarrow')
  await page.goto('/caseload')
  person = await page.locator('tbody th a').first().getAttribute('href')
})
after(async () => { await browser?.close() })

const HOSTILE = '<script>document.title = "run"</script><img src=x onerror="alert(1)"> ' +
  '\'; drop table person; -- {{ 7 * 7 }}'

test('a note full of markup, script and SQL is shown as it was typed', async () => {
  await page.goto(`${person}/add/note`)
  await field(page, 'Day').fill('today')
  await field(page, 'Note').fill(HOSTILE)
  await press(page, 'Save')
  await page.goto(`${person}/timeline`)
  await says(page, HOSTILE)
  assert.doesNotMatch(await page.title(), /run/)
  assert.deepEqual(page.problems, [])
})

test('a note of two megabytes is kept whole', async () => {
  await page.goto(`${person}/add/note`)
  const long = 'All of it. '.repeat(190_650)
  await field(page, 'Day').fill('today')
  await field(page, 'Note').evaluate((box, text) => { box.value = text }, long)
  await press(page, 'Save')
  await headed(page, 'Timeline')
  const kept = await page.locator('.moj-timeline').evaluate((it) => it.textContent.length)
  assert.ok(kept > long.length - 100, `of ${long.length} characters ${kept} are there`)
})

test('a form sent three times changes what it changes once', async () => {
  await page.goto(`${person}/add/note`)
  const words = `Written once at ${Date.now()}`
  await field(page, 'Day').fill('today')
  await field(page, 'Note').fill(words)
  await page.locator('main form').last().evaluate((form) => {
    const body = () => new URLSearchParams(new FormData(form))
    const send = () => fetch(form.action, { method: 'POST', body: body() })
    return Promise.all([send(), send()])
  })
  await press(page, 'Save')
  await page.goto(`${person}/timeline?q=${encodeURIComponent(words)}`)
  await says(page, words)
  assert.equal(await page.locator('.moj-timeline__description').getByText(words).count(), 1)
})

test('impossible days are refused in words, beside the field, and stay as typed', async () => {
  await page.goto(`${person}/add/note`)
  await field(page, 'Day').fill('31 2 2026')
  await field(page, 'Note').fill('Something')
  await press(page, 'Save')
  await page.getByRole('alert').getByRole('link').first().waitFor()
  assert.equal(await field(page, 'Day').inputValue(), '31 2 2026')
  await says(page, 'There is no such day as 31/2/2026')
})

/** A zip with one file that unpacks to very much. */
function bomb (name, megabytes) {
  const plain = Buffer.alloc(megabytes * 1_048_576, 0x20)
  const packed = deflateRawSync(plain, { level: 9 })
  const local = Buffer.alloc(30)
  const central = Buffer.alloc(46)
  const end = Buffer.alloc(22)
  for (const [header, mark, at] of [[local, 0x04034b50, 4], [central, 0x02014b50, 6]]) {
    header.writeUInt32LE(mark, 0)
    header.writeUInt16LE(20, at)
    header.writeUInt16LE(8, at + 4)
    header.writeUInt32LE(crc32(plain), at + 10)
    header.writeUInt32LE(packed.length, at + 14)
    header.writeUInt32LE(plain.length, at + 18)
    header.writeUInt16LE(name.length, at + 22)
  }
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}

test('hostile and broken workbooks are refused in words, and nothing of them is kept', async () => {
  const files = [
    { name: 'bomb.xlsx', buffer: bomb('xl/worksheets/sheet1.xml', 300) },
    { name: 'empty.xlsx', buffer: Buffer.alloc(0) },
    { name: 'picture.xlsx', buffer: Buffer.from('GIF89a not a workbook') },
  ]
  for (const file of files) {
    await page.goto('/imports')
    await page.getByLabel('Scheme', { exact: true }).selectOption({ label: KINGSBARROW })
    await page.getByLabel('Spreadsheet')
      .setInputFiles({ mimeType: 'application/zip', ...file })
    await press(page, 'Continue')
    await page.getByRole('alert').getByText('There is a problem').waitFor()
    assert.equal(await page.getByText(file.name).count(), 0, `${file.name} was kept`)
  }
})

test('what somebody may not know of looks like what is not there', async () => {
  const stranger = await as(browser, 'police.afonwen')
  const none = await stranger.goto('/people/00000000-0000-7000-8000-000000000000')
  const said = await stranger.locator('main').innerText()
  const hidden = await stranger.goto(person)
  assert.equal(hidden.status(), none.status())
  assert.equal(await stranger.locator('main').innerText(), said)
  await openScheme(page, KINGSBARROW)
  await follow(page, 'Caseload')
  await headed(page, 'Caseload')
})
