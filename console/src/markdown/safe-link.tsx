import { type ReactNode, use } from 'react'
import { useStore } from '../data/store.ts'
import { useMessages } from '../messages/messages.tsx'
import { allowedSites } from './allowed-sites.ts'
import { ConfirmLink } from './confirm-link.tsx'
import { CiteContext } from './cite-context.ts'
import { LiveLinks } from './live-links.ts'
import classes from './markdown.module.css'
import { safeAddress } from './safe-address.ts'

interface SafeLinkProps {
  href: string
  /** The words as they were written. Where they begin with the address itself its host is not said again. */
  text: string
  className?: string | undefined
  /** A picture that is not shown: no link at all where it may not be live. */
  isPicture?: boolean
  children: ReactNode
}

const TITLE_MAX = 300

/** A link out of someone else's text: only where it is safe, asking first where it is not live, and never without saying where it leads. */
export function SafeLink({ href, text, className, isPicture = false, children }: SafeLinkProps) {
  const { message } = useMessages()
  const isLive = use(LiveLinks)
  const allowed = useStore(allowedSites)
  const address = safeAddress(href, location.origin)
  if (!address) return <span className={className}>{children}</span>
  const isSaid =
    address.host === null || text.startsWith(`${new URL(address.href).protocol}//${address.host}/`)
  if (address.host !== null && !isLive(address.host) && !allowed.includes(address.host)) {
    if (!isPicture)
      return (
        <>
          <ConfirmLink href={address.href} host={address.host}>
            {children}
          </ConfirmLink>
          {!isSaid && <bdi className={classes.host}>{address.host}</bdi>}
        </>
      )
    return (
      <span className={className} title={message.deadLink}>
        <bdi>{children}</bdi>
        {!isSaid && <bdi className={classes.host}>{address.host}</bdi>}
      </span>
    )
  }
  return (
    <a
      href={address.href}
      title={address.host === null ? undefined : address.href.slice(0, TITLE_MAX)}
      className={className}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {/* A citation is a link itself, and links do not stand in links. */}
      <CiteContext value={null}>
        <bdi>{children}</bdi>
      </CiteContext>
      {!isSaid && <bdi className={classes.host}>{address.host}</bdi>}
    </a>
  )
}
