const PASSING = '[role="menu"], [role="dialog"], [role="listbox"]'

let opener: HTMLElement | null = null

addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(PASSING)) opener = target
})

/**
 * Gives the focus back to what it was on before a dialog opened. A dialog that was opened from a menu cannot do that by
 * itself: the item that opened it is gone with its menu.
 */
export function giveFocusBack() {
  requestAnimationFrame(() => {
    const { activeElement } = document
    const isLost =
      !activeElement || activeElement === document.body || activeElement.closest(PASSING) !== null
    if (isLost && opener?.isConnected) opener.focus()
  })
}
