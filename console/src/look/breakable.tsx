import { Component, type ReactNode } from 'react'
import { Failure } from './failure.tsx'

interface BreakableProps {
  /** Where one is. Going elsewhere is a new try. */
  place: string
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

  override componentDidUpdate(before: BreakableProps) {
    if (before.place !== this.props.place && this.state.error !== undefined)
      this.setState({ error: undefined })
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
