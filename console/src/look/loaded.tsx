import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '#client/index.ts'
import type { Snapshot } from '../data/cache.ts'
import { useWords } from '../words/words.tsx'
import { Failure } from './failure.tsx'
import { Nowhere } from './nowhere.tsx'

interface LoadedProps<T> {
  of: Snapshot<T> & { again: () => void }
  /** Stands where the thing will stand, so that nothing jumps. */
  skeleton?: ReactNode
  children: (value: T) => ReactNode
}

/** Shows a resource when it is there, its outline before, and what went wrong instead. */
export function Loaded<T>({ of: { value, error, again }, skeleton, children }: LoadedProps<T>) {
  if (error instanceof ApiError && error.code === 'not_found') return <Nowhere />
  if (value !== undefined) return children(value)
  if (error !== undefined) return <Failure error={error} again={again} />
  return <Loading>{skeleton ?? <Rows />}</Loading>
}

/** Says that something is on its way, behind its outline. */
export function Loading({ children }: { children: ReactNode }) {
  const words = useWords()
  return (
    <div aria-busy="true">
      <VisuallyHidden>{words.general.loading}</VisuallyHidden>
      {children}
    </div>
  )
}

/** The outline of a list. */
export function Rows({ count = 4, height = 56 }: { count?: number; height?: number }) {
  return (
    <Stack gap="xs" aria-hidden="true">
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  )
}
