import { useEffect, useState } from "preact/hooks";

/** What is kept outside of all components, as it is now; whoever shows it shows it again when it changes. */
export function useKeptOutside<Value>(listen: (listener: () => void) => () => void, read: () => Value): Value {
  const [, show] = useState(read);
  useEffect(() => {
    const again = () => show(read);
    // It may have changed between the first look and now.
    again();
    return listen(again);
  }, []);
  return read();
}
