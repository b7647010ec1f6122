const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'there is something else in place of a folder',
  EEXIST: 'there is something else in place of a folder',
  ENOENT: 'the folder is not there and cannot be made',
  EISDIR: 'there is a folder in place of a file',
  ELOOP: 'there is a link in place of a file',
  ENXIO: 'there is something else in place of a file',
  EFBIG: 'it is too large for a file',
};

/** Why the file system refused, in words for the user; its own code where there are none. */
export const reasonOf = (error: unknown, doing: 'read' | 'write'): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  if (code === 'EACCES' || code === 'EPERM')
    return doing === 'write' ? 'you may not write there' : 'you may not read it';
  return reasons[code] ?? code;
};
