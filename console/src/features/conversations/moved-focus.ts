import { useEffect, useRef } from 'react'

let awaitedId: string | null = null

/** Has the focus go on to a message that is about to stand where this one does, whose button had it. */
export function moveFocusTo(messageId: string) {
  awaitedId = messageId
}

/** For the message itself. Whoever has gone elsewhere meanwhile stays there. */
export function useMovedFocus(messageId: string) {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (awaitedId !== messageId) return
    awaitedId = null
    const { activeElement } = document
    const isFree = !activeElement || activeElement === document.body || activeElement.closest('article')
    if (isFree) element.current?.focus({ preventScroll: true })
  }, [messageId])
  return element
}
