import type { FilePart } from '#contract/message-parts.ts'
import type { Messages } from '../messages/en.ts'
import { el, iconButton } from './element.ts'
import type { FileReach } from './file-view.ts'

interface Showing {
  t: Messages
  files: FileReach
  onProblem(text: string): void
}

/** Shows a picture at the size of the chat; Escape, the close button or a press outside close it. */
export function showWhole(part: FilePart, { t, files, onProblem }: Showing, small: string): void {
  const picture = el('img', { alt: part.name, src: small === '' ? null : small })
  const dialog = el(
    'dialog',
    { class: 'whole', 'aria-label': part.name },
    picture,
    iconButton(t.closePicture, ['M6 6l12 12', 'M18 6L6 18'], () => dialog.close()),
  )
  let address = ''
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    URL.revokeObjectURL(address)
  })
  // The same key closes the chat around it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  document.querySelector('.widget')?.append(dialog)
  dialog.showModal()
  files.content(part.fileId).then(
    ({ content }) => {
      if (!dialog.open) return
      // The type is one of those that are drawn, whatever the answer says.
      address = URL.createObjectURL(new Blob([content], { type: part.mediaType }))
      picture.src = address
    },
    () => onProblem(t.fileGone),
  )
}
