import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import classes from './knowledge.module.css'

interface DropAreaProps {
  isClosed: boolean
  onFiles: (files: File[]) => void
  children: ReactNode
}

/** A page onto which files can be dropped. A file dropped beside it must not replace the console. */
export function DropArea({ isClosed, onFiles, children }: DropAreaProps) {
  const { knowledge } = useWords()
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)
  useEffect(() => {
    const keep = (event: DragEvent) => event.preventDefault()
    addEventListener('dragover', keep)
    addEventListener('drop', keep)
    return () => {
      removeEventListener('dragover', keep)
      removeEventListener('drop', keep)
    }
  }, [])
  const enter = (step: 1 | -1) => {
    depth.current += step
    setOver(depth.current > 0)
  }
  if (isClosed) return children
  return (
    <div
      className={classes.page}
      onDragEnter={(event) => event.dataTransfer.types.includes('Files') && enter(1)}
      onDragLeave={(event) => event.dataTransfer.types.includes('Files') && enter(-1)}
      onDrop={(event) => {
        depth.current = 0
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {isOver && <div className={classes.drop}>{knowledge.drop}</div>}
    </div>
  )
}
