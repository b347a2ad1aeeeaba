import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '#client/index.ts'
import type { Snapshot } from '../data/cache.ts'
import { useMessages } from '../messages/messages.tsx'
import { ErrorState } from './error-state.tsx'
import { NotFound } from './not-found.tsx'

interface ResourceViewProps<T> {
  of: Snapshot<T> & { again: () => void }
  /** Stands where the thing will stand, so that nothing jumps. */
  skeleton?: ReactNode
  children: (value: T) => ReactNode
}

/** Shows a resource once it is loaded, a skeleton before that, and an error if loading fails. */
export function ResourceView<T>({ of: { value, error, again }, skeleton, children }: ResourceViewProps<T>) {
  if (error instanceof ApiError && error.code === 'not_found') return <NotFound />
  if (value !== undefined) return children(value)
  if (error !== undefined) return <ErrorState error={error} again={again} />
  return <LoadingState>{skeleton ?? <SkeletonRows />}</LoadingState>
}

/** Announces that something is loading, with a skeleton. */
export function LoadingState({ children }: { children: ReactNode }) {
  const t = useMessages()
  return (
    <div aria-busy="true">
      <VisuallyHidden>{t.general.loading}</VisuallyHidden>
      {children}
    </div>
  )
}

/** The skeleton of a list. */
export function SkeletonRows({ count = 4, height = 56 }: { count?: number; height?: number }) {
  return (
    <Stack gap="xs" aria-hidden="true">
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  )
}
