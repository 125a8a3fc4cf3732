// Everything that pages do better with script. All of them work without it.
import { createAll, initAll } from 'govuk-frontend'
import {
  AddAnother, Alert, ButtonMenu, DatePicker, MultiSelect, SortableTable,
} from '@ministryofjustice/frontend'
import { keepDrafts } from './drafts.js'
import { listenForKeys } from './keys.js'
import { selectAll } from './bulk.js'
import { followProgress } from './progress.js'

// GOV.UK Frontend looks for these classes; setting them here spares an inline script.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}

initAll()
for (const part of [AddAnother, Alert, ButtonMenu, DatePicker, MultiSelect, SortableTable]) {
  createAll(part)
}

keepDrafts(document)
listenForKeys(document)
selectAll(document)
followProgress(document)
