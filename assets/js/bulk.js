// One box that ticks all rows of a table, and a count of what is ticked.
//
//   <form data-bulk data-bulk-count="{count} chosen">
//     <input type="checkbox" data-bulk-all hidden> … <input type="checkbox" name="chosen" …>
//     <span data-bulk-status role="status"></span>
function bulk (form) {
  const all = form.querySelector('[data-bulk-all]')
  const status = form.querySelector('[data-bulk-status]')
  const rows = [...form.querySelectorAll('tbody input[type="checkbox"]')]
  if (!all || rows.length === 0) return

  function show () {
    const count = rows.filter((row) => row.checked).length
    all.checked = count === rows.length
    all.indeterminate = count > 0 && count < rows.length
    const sentence = form.dataset.bulkCount?.replace('{count}', String(count))
    if (status && sentence) status.textContent = sentence
  }

  all.closest('[hidden]')?.removeAttribute('hidden')
  all.addEventListener('change', () => {
    rows.forEach((row) => { row.checked = all.checked })
    show()
  })
  rows.forEach((row) => row.addEventListener('change', show))
  show()
}

/** Starts every bulk form of the page. */
export function selectAll (root) {
  root.querySelectorAll('form[data-bulk]').forEach(bulk)
}
