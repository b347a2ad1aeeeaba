import type { ReactNode } from 'react'
import { CiteContext } from './cite-context.ts'
import classes from './markdown.module.css'
import { safeAddress } from './safe-address.ts'

interface SafeLinkProps {
  href: string
  /** The words as they were written. Where they begin with the address itself its host is not said again. */
  text: string
  children: ReactNode
}

/** A link out of someone else's text: only where it is safe, and never without saying where it leads. */
export function SafeLink({ href, text, children }: SafeLinkProps) {
  const address = safeAddress(href, location.origin)
  if (!address) return <span>{children}</span>
  const isSaid =
    address.host === null || text.startsWith(`${new URL(address.href).protocol}//${address.host}/`)
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer nofollow">
      {/* A citation is a link itself, and links do not stand in links. */}
      <CiteContext value={null}>{children}</CiteContext>
      {!isSaid && <span className={classes.host}>{address.host}</span>}
    </a>
  )
}
