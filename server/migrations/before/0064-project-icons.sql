UPDATE projects SET icon = NULL
  WHERE icon NOT IN ('folder', 'book', 'bulb', 'chart', 'clock', 'globe', 'house', 'language', 'people', 'picture', 'talk', 'tool');
ALTER TABLE projects ADD CONSTRAINT projects_icon_check CHECK (
  icon IN ('folder', 'book', 'bulb', 'chart', 'clock', 'globe', 'house', 'language', 'people', 'picture', 'talk', 'tool'));
COMMENT ON COLUMN projects.icon IS 'One of the signs that all clients know; null for the usual one.';
