import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "./language.js";

/** A page whose code is fetched when somebody goes there. */
export function lazily<Properties extends object = object>(
  load: () => Promise<{ default: ComponentType<Properties> }>,
): ComponentType<Properties> {
  let Loaded: ComponentType<Properties> | undefined;
  return (properties) => {
    const [state, setState] = useState<"loading" | "loaded" | "failed">(Loaded ? "loaded" : "loading");
    useEffect(() => {
      if (state !== "loading") return;
      load().then(
        (module) => {
          Loaded = module.default;
          setState("loaded");
        },
        () => setState("failed"),
      );
    }, [state]);
    if (Loaded) return <Loaded {...properties} />;
    if (state !== "failed") return <div class="skeleton" aria-busy="true" />;
    return (
      <div class="problem" role="alert">
        <p>
          {say(
            "Không tải được trang này. Hãy kiểm tra mạng rồi thử lại.",
            "This page could not be loaded. Check the network and try again.",
          )}
        </p>
        <button type="button" onClick={() => setState("loading")}>
          {say("Thử lại", "Try again")}
        </button>
      </div>
    );
  };
}
