import { lazy, type ReactNode, Suspense, useState } from 'react'
import { CiteContext } from './cite-context.ts'
import classes from './markdown.module.css'

const LeaveDialog = lazy(async () => ({
  default: (await import('./external-link-dialog.tsx')).ExternalLinkDialog,
}))

interface ConfirmLinkProps {
  href: string
  host: string
  children: ReactNode
}

/** A link that shows its whole address first. It has none of its own, so that no press leads past the question. */
export function ConfirmLink({ href, host, children }: ConfirmLinkProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <span
        role="link"
        tabIndex={0}
        className={classes.asking}
        onClick={() => setAsking(true)}
        onKeyDown={({ key }) => key === 'Enter' && setAsking(true)}
      >
        <CiteContext value={null}>
          <bdi>{children}</bdi>
        </CiteContext>
      </span>
      {isAsking && (
        <Suspense>
          <LeaveDialog href={href} host={host} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
