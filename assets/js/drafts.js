// Keeps what is typed into a long form on the server, so that a lost session loses nothing.
//
//   <form data-draft-url="/drafts/nomination"
//         data-draft-saved="Saved {time}" data-draft-failed="Not saved yet. We will try again">
//     … <p class="app-draft" data-draft-status role="status"></p>
//
// Posts the form as it stands, urlencoded, to the same origin; never blocks typing or sending.
const EVERY_MS = 10_000
const NEVER = new Set(['password', 'file'])

/** What the form holds, without passwords and files. */
function contents (form) {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name)
    if (typeof value === 'string' && !NEVER.has(field?.type)) body.append(name, value)
  }
  return body.toString()
}

/** The time of day in the page's language, as `14:02`. */
function timeOfDay () {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  return new Date().toLocaleTimeString(document.documentElement.lang || 'en-GB', parts)
}

function keepDraft (form) {
  const status = form.querySelector('[data-draft-status]')
  let kept = contents(form)
  let sending = false
  let leaving = false

  const say = (sentence) => { if (status && sentence) status.textContent = sentence }

  async function save () {
    const body = contents(form)
    if (sending || leaving || body === kept) return
    sending = true
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: 'POST',
        body,
        credentials: 'same-origin',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      // A session that timed out answers with the sign-in page: that is not a saved draft.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      kept = body
      say(form.dataset.draftSaved?.replace('{time}', timeOfDay()))
    } catch {
      say(form.dataset.draftFailed)
    } finally {
      sending = false
    }
  }

  setInterval(save, EVERY_MS)
  form.addEventListener('focusout', save)
  form.addEventListener('submit', () => { leaving = true })
  // Coming back with the browser's Back button finds the form as it was: keep on saving.
  window.addEventListener('pageshow', () => { leaving = false })
}

/** Starts keeping every form that asks for it. */
export function keepDrafts (root) {
  root.querySelectorAll('form[data-draft-url]').forEach(keepDraft)
}
