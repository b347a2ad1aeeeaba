import { useEffect, useLayoutEffect, useRef, useState } from 'react'

const NEAR_PX = 60
const upKeys = new Set(['ArrowUp', 'PageUp', 'Home'])

/**
 * Keeps a growing column scrolled to its end for as long as the reader is there, and leaves it alone once the reader
 * has scrolled up. `sending`: how many messages are on their way; what the reader sends leads to the end.
 */
export function useStickToEnd(sending: number, beginsAtEnd: boolean) {
  const scroll = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isStuck = useRef(beginsAtEnd)
  const [isAtEnd, setAtEnd] = useState(true)
  const goToEnd = () => {
    isStuck.current = true
    setAtEnd(true)
    scroll.current?.scrollTo({ top: scroll.current.scrollHeight })
  }
  const letGo = () => {
    isStuck.current = false
  }
  useLayoutEffect(() => {
    if (sending > 0) goToEnd()
  }, [sending])
  useEffect(() => {
    const box = scroll.current
    const column = content.current
    if (!box || !column) return
    return stick(box, column, isStuck, setAtEnd)
  }, [])
  return { scroll, content, isAtEnd, goToEnd, letGo }
}

function stick(
  box: HTMLElement,
  column: HTMLElement,
  isStuck: { current: boolean },
  tell: (isAtEnd: boolean) => void,
): () => void {
  let seen = { top: box.scrollTop, height: box.scrollHeight }
  const isNear = () => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
  const check = () => {
    // A column whose height changes moves by itself: only scrolling up through one that stays lets go of its end.
    const isUp = box.scrollTop < seen.top - 1 && box.scrollHeight === seen.height
    if (isUp && !isNear()) isStuck.current = false
    else if (box.scrollTop > seen.top && isNear()) isStuck.current = true
    seen = { top: box.scrollTop, height: box.scrollHeight }
    tell(isStuck.current || isNear())
  }
  const follow = () => {
    if (isStuck.current) box.scrollTop = box.scrollHeight
    tell(isStuck.current || isNear())
  }
  const growth = new ResizeObserver(follow)
  growth.observe(column)
  growth.observe(box)
  const leaving = new AbortController()
  const on = { passive: true, signal: leaving.signal }
  const canScroll = () => box.scrollHeight > box.clientHeight + NEAR_PX
  const release = () => {
    if (canScroll()) isStuck.current = false
  }
  box.addEventListener('scroll', check, on)
  box.addEventListener('wheel', (event) => event.deltaY < 0 && release(), on)
  box.addEventListener('touchmove', release, on)
  box.addEventListener('keydown', (event) => upKeys.has(event.key) && release(), on)
  return () => {
    growth.disconnect()
    leaving.abort()
  }
}
