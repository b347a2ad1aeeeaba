import { Component, type ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'

interface ErrorBoundaryProps {
  /** Where one is. Going elsewhere is a new try. */
  place: string
  children: ReactNode
}

interface ErrorBoundaryState {
  error: unknown
}

/** Catches errors of one part of the page, so that the rest stays. Only class components can do that. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error }
  }

  override componentDidUpdate(before: ErrorBoundaryProps) {
    if (before.place !== this.props.place && this.state.error !== undefined)
      this.setState({ error: undefined })
  }

  override render() {
    const { error } = this.state
    return error === undefined ? (
      this.props.children
    ) : (
      <ErrorState error={error} again={() => location.reload()} />
    )
  }
}
