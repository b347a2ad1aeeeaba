import { Component, type ReactNode } from 'react'
import { Failure } from './failure.tsx'

interface BreakableProps {
  children: ReactNode
}

interface BreakableState {
  error: unknown
}

/** A part of the screen that may break without taking the rest with it. Only a class can be told of that. */
export class Breakable extends Component<BreakableProps, BreakableState> {
  override state: BreakableState = { error: undefined }

  static getDerivedStateFromError(error: unknown): BreakableState {
    return { error }
  }

  override render() {
    const { error } = this.state
    return error === undefined ? (
      this.props.children
    ) : (
      <Failure error={error} again={() => location.reload()} />
    )
  }
}
