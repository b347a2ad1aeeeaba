import type { ReactNode } from 'react'
import classes from './markdown.module.css'
import { safeAddress } from './safe-address.ts'

interface SafeLinkProps {
  href: string
  /** Whether the words are the address itself, so that it need not be said again. */
  isSpelledOut?: boolean
  children: ReactNode
}

/** A link out of someone else's text: only where it is safe, and never without saying where it leads. */
export function SafeLink({ href, isSpelledOut = false, children }: SafeLinkProps) {
  const address = safeAddress(href)
  if (!address) return <span>{children}</span>
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      {address.host && !isSpelledOut && <span className={classes.host}>{address.host}</span>}
    </a>
  )
}
