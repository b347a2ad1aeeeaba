/** Whether keys are being typed into something. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))

/** Whether something lies over the page. */
export const isCovered = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null
