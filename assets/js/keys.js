// Shortcuts for people who live in the caseload. A page says where each one goes; a shortcut that
// the page does not name does nothing.
//
//   <body data-key-search="#search" data-key-today="/" data-key-new="/nominations/new">
//   <dialog class="app-keys" data-key-help> … </dialog>
//
// `/` goes to the search field, `g` then `t` to Today, `n` starts anew, `?` shows the help.
// Users of voice control may turn them off: `data-keys="off"` on the body.
const PAIR_MS = 1_000

const NOT_TEXT = ['checkbox', 'radio', 'button', 'submit']

/** True where a letter is meant as text. */
function isTyping (target) {
  if (!(target instanceof HTMLElement) || NOT_TEXT.includes(target.type)) return false
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)
}

function go (address) {
  if (address) window.location.assign(address)
  return Boolean(address)
}

function focusOn (selector) {
  const field = selector && document.querySelector(selector)
  field?.focus()
  return Boolean(field)
}

function showHelp () {
  const help = document.querySelector('dialog[data-key-help]')
  if (help && !help.open) help.showModal()
  return Boolean(help)
}

/** Listens for the shortcuts of the page. */
export function listenForKeys (root) {
  const { keys, keySearch, keyToday, keyNew } = root.body.dataset
  if (keys === 'off') return
  let wentAt = -Infinity

  const actions = {
    '/': () => focusOn(keySearch),
    '?': showHelp,
    n: () => go(keyNew),
    t: (sinceG) => sinceG < PAIR_MS && go(keyToday),
  }

  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (root.querySelector('dialog[open]')) return
    const sinceG = event.timeStamp - wentAt
    wentAt = event.key === 'g' ? event.timeStamp : -Infinity
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
    if (action?.(sinceG)) event.preventDefault()
  })
}
