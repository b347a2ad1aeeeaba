import { lazy, Suspense } from 'react'
import { ToolIcon } from '../../../ui/icons.tsx'
import type { ToolStepProps } from './tool-step.tsx'

const ToolStep = lazy(async () => ({ default: (await import('./tool-step.tsx')).ToolStep }))

/** A tool that the agent used or wants to use; loaded with the first one. */
export const LazyToolStep = (props: Omit<ToolStepProps, 'icon'>) => (
  <Suspense fallback={null}>
    <ToolStep {...props} icon={<ToolIcon size={16} />} />
  </Suspense>
)
