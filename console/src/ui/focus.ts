const PASSING = '[role="menu"], [role="dialog"], [role="listbox"]'

let opener: HTMLElement | null = null

addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement)) return
  if (!target.closest(PASSING)) opener = target
  const dialog = target.closest('[role="dialog"]')
  if (dialog && dialog !== watched) watch(dialog)
})

let watched: Element | null = null

/** A dialog that its view drops instead of closing it tells nobody: it is gone when it is no longer in the page. */
function watch(dialog: Element) {
  watched = dialog
  const observer = new MutationObserver(() => {
    if (dialog.isConnected) return
    observer.disconnect()
    if (watched === dialog) watched = null
    restoreFocus()
  })
  observer.observe(document.body, { childList: true })
  const portal = dialog.closest('[data-portal]')
  if (portal) observer.observe(portal, { childList: true, subtree: true })
}

/**
 * Gives the focus back to what it was on before a dialog opened, or to the view where that is gone. A dialog that was
 * opened from a menu cannot do that by itself: the item that opened it is gone with its menu.
 */
export function restoreFocus() {
  requestAnimationFrame(() => {
    const { activeElement } = document
    const isLost =
      !activeElement || activeElement === document.body || activeElement.closest(PASSING) !== null
    if (!isLost) return
    const goal = opener?.isConnected ? opener : document.getElementById('content')
    goal?.focus({ preventScroll: goal !== opener })
  })
}
