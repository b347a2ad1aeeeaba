import type { ReactNode } from 'react'

export interface IconProps {
  size?: number
}

/** Line icons on a grid of 24. They say nothing to a screen reader: what carries one carries its own name. */
const icon = (lines: ReactNode) =>
  function Icon({ size = 18 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {lines}
      </svg>
    )
  }

const lines = (...paths: string[]) => icon(paths.map((path) => <path key={path} d={path} />))

export const ChatIcon = lines(
  'M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H10l-4.5 4V16A2 2 0 0 1 4 14z',
)
export const BookIcon = lines(
  'M12 6.5C10 4.9 7.3 4.3 4 4.5v13.5c3.3-.2 6 .4 8 2 2-1.6 4.7-2.2 8-2V4.5c-3.3-.2-6 .4-8 2z',
  'M12 6.5V20',
)
export const AgentIcon = lines(
  'M7 8h10a3 3 0 0 1 3 3v5a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3v-5a3 3 0 0 1 3-3z',
  'M12 8V4.5',
  'M9 13v1',
  'M15 13v1',
)
export const ContactsIcon = lines(
  'M6.5 4h11A2.5 2.5 0 0 1 20 6.5v11a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17.5v-11A2.5 2.5 0 0 1 6.5 4z',
  'M12 8a2.2 2.2 0 1 1 0 4.4A2.2 2.2 0 0 1 12 8z',
  'M8 16.5c.7-1.6 2.2-2.4 4-2.4s3.3.8 4 2.4',
)
export const SettingsIcon = lines('M4 7h8', 'M18 7h2', 'M4 17h2', 'M12 17h8', 'M15 4.5v5', 'M9 14.5v5')
export const WebIcon = lines(
  'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z',
  'M4 12h16',
  'M12 4c2.5 2.3 3.7 5 3.7 8s-1.2 5.7-3.7 8c-2.5-2.3-3.7-5-3.7-8s1.2-5.7 3.7-8z',
)
export const EyeIcon = lines(
  'M3 12c2.4-4 5.4-6 9-6s6.6 2 9 6c-2.4 4-5.4 6-9 6s-6.6-2-9-6z',
  'M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
)
export const EyeOffIcon = lines('M3 12c2.4-4 5.4-6 9-6s6.6 2 9 6c-2.4 4-5.4 6-9 6s-6.6-2-9-6z', 'M5 19L19 5')
export const PauseIcon = lines('M9 6v12', 'M15 6v12')
export const PlayIcon = lines('M8 5.5v13l10.5-6.5z')
export const PlusIcon = lines('M12 5v14', 'M5 12h14')
export const SearchIcon = lines('M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z', 'M15.5 15.5L20 20')
export const SendIcon = lines('M12 19V5', 'M6 11l6-6 6 6')
export const StopIcon = icon(<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />)
export const RefreshIcon = lines('M19.5 11A7.5 7.5 0 1 0 18 16.5', 'M20 5v6h-6')
export const EditIcon = lines(
  'M5 19l1-4L16.5 4.5a1.8 1.8 0 0 1 2.6 0l.4.4a1.8 1.8 0 0 1 0 2.6L9 18z',
  'M14.5 6.5l3 3',
)
export const CopyIcon = lines(
  'M10 8h7.5A1.5 1.5 0 0 1 19 9.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 8 17.5V10a2 2 0 0 1 2-2z',
  'M5 15.5v-9A1.5 1.5 0 0 1 6.5 5h9',
)
export const CheckIcon = lines('M5 12.5l4.5 4.5L19 7.5')
export const ChecklistIcon = lines('M4 7l1.5 1.5L8.5 5.5', 'M4 16l1.5 1.5 3-3', 'M12 7h8', 'M12 16.5h8')
export const TrashIcon = lines(
  'M4.5 7h15',
  'M9.5 7V4.5h5V7',
  'M6.5 7l.8 12a1 1 0 0 0 1 1h7.4a1 1 0 0 0 1-1l.8-12',
  'M10.5 11v5',
  'M13.5 11v5',
)
export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="6" cy="12" r="1.6" />
    <circle cx="12" cy="12" r="1.6" />
    <circle cx="18" cy="12" r="1.6" />
  </g>,
)
export const BranchIcon = lines(
  'M7 7v10',
  'M7 12h5a5 5 0 0 0 5-5',
  'M7 3.5a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5z',
  'M17 3.5a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5z',
  'M7 17a1.75 1.75 0 1 1 0 3.5A1.75 1.75 0 0 1 7 17z',
)
export const LeftIcon = lines('M14.5 6l-6 6 6 6')
export const RightIcon = lines('M9.5 6l6 6-6 6')
export const DownIcon = lines('M6 9.5l6 6 6-6')
export const ArrowDownIcon = lines('M12 5v14', 'M6 13l6 6 6-6')
export const FileIcon = lines(
  'M7.5 4H14l4.5 4.5v10A1.5 1.5 0 0 1 17 20H7.5A1.5 1.5 0 0 1 6 18.5v-13A1.5 1.5 0 0 1 7.5 4z',
  'M14 4v4.5h4.5',
)
export const UploadIcon = lines(
  'M12 15.5V5',
  'M7.5 9L12 4.5 16.5 9',
  'M5 15.5v2A1.5 1.5 0 0 0 6.5 19h11a1.5 1.5 0 0 0 1.5-1.5v-2',
)
export const TextIcon = lines('M5 6h14', 'M5 10.5h14', 'M5 15h9', 'M5 19h6')
export const CloseIcon = lines('M6 6l12 12', 'M18 6L6 18')
export const KeyIcon = lines('M8.5 10.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8z', 'M11.5 11.5l7.5-7', 'M16 7.5l2.5 2.5')
export const SignOutIcon = lines(
  'M14 5H7a1.5 1.5 0 0 0-1.5 1.5v11A1.5 1.5 0 0 0 7 19h7',
  'M11 12h9',
  'M16.5 8.5L20 12l-3.5 3.5',
)
export const PersonIcon = lines(
  'M12 4.5a3.75 3.75 0 1 1 0 7.5 3.75 3.75 0 0 1 0-7.5z',
  'M4.5 20c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5',
)
export const AlertIcon = lines('M12 4l8.5 15h-17z', 'M12 10v4', 'M12 16.5v.1')
export const ReasoningIcon = lines(
  'M9 15.5c-1.8-1-3-2.9-3-5a6 6 0 1 1 12 0c0 2.1-1.2 4-3 5V18H9z',
  'M10 21h4',
)
export const ToolIcon = lines(
  'M14.5 9.5a4.2 4.2 0 0 1 5.3-5.3l-2.6 2.6.2 1.8 1.8.2 2.6-2.6',
  'M14.5 9.5L5 19l-1-1 9.5-9.5',
)
export const ImageIcon = lines(
  'M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5z',
  'M4.5 16.5l4.5-4.5 4 4 2.5-2.5 4 4',
  'M14.5 8.5v.1',
)
export const AttachIcon = lines(
  'M18.5 11.5l-6.7 6.7a4 4 0 0 1-5.7-5.7l7-7a2.7 2.7 0 0 1 3.8 3.8l-7 7a1.3 1.3 0 0 1-1.9-1.9l6.3-6.3',
)
const star = 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z'
export const ClockIcon = lines('M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z', 'M12 8v4.5l3 2')
export const BellIcon = lines('M6.5 16.5L8 14v-4a4 4 0 0 1 8 0v4l1.5 2.5z', 'M10.5 19.5h3')
export const ChartIcon = lines('M4 20h16', 'M7 16.5V11', 'M12 16.5V5', 'M17 16.5V8.5')
export const InboxIcon = lines(
  'M4 13.5l2.2-7A1.5 1.5 0 0 1 7.6 5.5h8.8a1.5 1.5 0 0 1 1.4 1l2.2 7V17a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17z',
  'M4 13.5h4.5a3.5 3.5 0 0 0 7 0H20',
)
export const LockIcon = lines(
  'M7 11h10a1.5 1.5 0 0 1 1.5 1.5v6A1.5 1.5 0 0 1 17 20H7a1.5 1.5 0 0 1-1.5-1.5v-6A1.5 1.5 0 0 1 7 11z',
  'M8.5 11V8a3.5 3.5 0 0 1 7 0v3',
)
export const InfoIcon = lines('M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z', 'M12 11.5v4.5', 'M12 8.3v.1')
export const BellOffIcon = lines(
  'M7 10a5 5 0 0 1 8-4',
  'M17 11v3l1.5 2.5h-12L7 14v-1.5',
  'M10.5 19.5h3',
  'M4.5 4.5l15 15',
)
export const StarIcon = lines(star)
export const StarredIcon = icon(<path d={star} fill="currentColor" />)
export const ArchiveIcon = lines(
  'M4.5 5h15v4h-15z',
  'M6 9v9a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 18V9',
  'M10 13h4',
)
export const FolderIcon = lines(
  'M4 7.5A1.5 1.5 0 0 1 5.5 6h4l2 2.5h7A1.5 1.5 0 0 1 20 10v7a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17z',
)
export const HomeIcon = lines(
  'M6 20V5.5A1.5 1.5 0 0 1 7.5 4h6A1.5 1.5 0 0 1 15 5.5V20',
  'M15 10h2.5a1.5 1.5 0 0 1 1.5 1.5V20',
  'M4 20h16',
  'M9 8h3',
  'M9 12h3',
  'M9 16h3',
)
export const FilterIcon = lines('M4.5 7h15', 'M7.5 12h9', 'M10.5 17h3')
export const DownloadIcon = lines(
  'M12 4.5V15',
  'M7.5 11L12 15.5 16.5 11',
  'M5 15.5v2A1.5 1.5 0 0 0 6.5 19h11a1.5 1.5 0 0 0 1.5-1.5v-2',
)
export const KeyboardIcon = lines(
  'M5 7h14a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 19 17H5a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 5 7z',
  'M7 10.5h.1',
  'M10.3 10.5h.1',
  'M13.6 10.5h.1',
  'M17 10.5h.1',
  'M8.5 14h7',
)
export const SpeakerIcon = lines(
  'M4.5 9.5h3L12 6v12l-4.5-3.5h-3z',
  'M15 9.5a3.5 3.5 0 0 1 0 5',
  'M17.5 7a7 7 0 0 1 0 10',
)
export const PaletteIcon = lines('M12 4a8 8 0 1 0 0 16z', 'M12 4a8 8 0 0 1 0 16')
export const LanguageIcon = lines(
  'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
  'M4 12h16',
  'M12 4c3 3.2 3 12.8 0 16-3-3.2-3-12.8 0-16z',
)
export const LinkIcon = lines(
  'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5',
  'M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5',
)
