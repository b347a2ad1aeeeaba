import { lazy, Suspense } from 'react'
import { ToolIcon } from '../../look/icons.tsx'
import type { ToolStepProps } from './tool-step.tsx'

const ToolStep = lazy(async () => ({ default: (await import('./tool-step.tsx')).ToolStep }))

/** Shows a tool that the agent used or wants to use; fetched with the first one. */
export const ToolDoor = (props: Omit<ToolStepProps, 'icon'>) => (
  <Suspense fallback={null}>
    <ToolStep {...props} icon={<ToolIcon size={16} />} />
  </Suspense>
)
