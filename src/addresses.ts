/**
 * The https origin that `text` names, without a slash at its end; undefined when it is no https address, or holds more
 * than an origin (a path, a query, a name and password).
 */
export const originOf = (text: string): string | undefined => {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:') return undefined;
  const holdsMore =
    url.pathname !== '/' || [url.search, url.hash, url.username, url.password].some((part) => part !== '');
  return holdsMore ? undefined : url.origin;
};

/** Whether it can be the id or the domain name of a Microsoft Entra tenant. */
export const isTenant = (text: string): boolean => /^[0-9a-z](?:[0-9a-z.-]{0,250}[0-9a-z])?$/iu.test(text);
