import { lazy, type ReactNode, Suspense, useState } from 'react'
import { CiteContext } from './cite-context.ts'
import classes from './markdown.module.css'

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }))

interface AskingLinkProps {
  href: string
  host: string
  children: ReactNode
}

/** A link that shows its whole address first. It has none of its own, so that no press leads past the question. */
export function AskingLink({ href, host, children }: AskingLinkProps) {
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
