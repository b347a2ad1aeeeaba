import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useMessages } from '../messages/messages.tsx'
import classes from './drop-area.module.css'
import { toast } from './toasts.ts'

interface DropAreaProps {
  /** What is said while files are held over it. */
  hint: string
  isClosed: boolean
  onFiles: (files: File[]) => void
  children: ReactNode
}

/** A page onto which files can be dropped. A file dropped beside it must not replace the console. */
export function DropArea({ hint, isClosed, onFiles, children }: DropAreaProps) {
  const { knowledge } = useMessages()
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
      className={classes.area}
      onDragEnter={(event) => event.dataTransfer.types.includes('Files') && enter(1)}
      onDragLeave={(event) => event.dataTransfer.types.includes('Files') && enter(-1)}
      onDrop={(event) => {
        depth.current = 0
        setOver(false)
        const { files, folders } = droppedIn(event.dataTransfer)
        if (folders > 0) toast({ text: knowledge.noFolders, isFailure: true })
        onFiles(files)
      }}
    >
      {children}
      {isOver && <div className={classes.drop}>{hint}</div>}
    </div>
  )
}

/** What was dropped. A folder looks like a file until one tries to read it. */
const droppedIn = ({ items }: DataTransfer) => {
  const entries = [...items].filter(({ kind }) => kind === 'file')
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory === true
  const files = entries.filter((item) => !isFolder(item)).flatMap((item) => item.getAsFile() ?? [])
  return { files, folders: entries.length - files.length }
}
