// Follows long work. The server answers with JSON: {"done": 120, "total": 400, "text": "…",
// "next": "/imports/…"}; `next` is where to go when it is finished.
//
//   <div data-progress-url="/jobs/…/progress"><progress max="400" value="0"></progress>
//     <p data-progress-text role="status"></p></div>
//
// Without script the page carries a refresh of its own.
const EVERY_MS = 1_000
const AT_MOST_MS = 15_000

function follow (box) {
  const bar = box.querySelector('progress')
  const text = box.querySelector('[data-progress-text]')
  let wait = EVERY_MS

  function show ({ done, total, text: sentence }) {
    if (bar && Number.isFinite(total) && total > 0) {
      bar.max = total
      bar.value = done
    }
    if (text && sentence && text.textContent !== sentence) text.textContent = sentence
  }

  async function ask () {
    try {
      const answer = await fetch(box.dataset.progressUrl, {
        credentials: 'same-origin',
        headers: { accept: 'application/json' },
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const state = await answer.json()
      show(state)
      // Only to a page of ours.
      if (state.next?.startsWith('/') && !state.next.startsWith('//')) {
        window.location.assign(state.next)
        return
      }
      wait = EVERY_MS
    } catch {
      wait = Math.min(wait * 2, AT_MOST_MS)
    }
    setTimeout(ask, wait)
  }

  setTimeout(ask, wait)
}

/** Follows every piece of work that the page shows. */
export function followProgress (root) {
  root.querySelectorAll('[data-progress-url]').forEach(follow)
}
