// The stream of what happens on the server, which mends itself after a break.

const RETRY_MS = 1000;

/**
 * Keep an event stream open for the life of the page.
 * `opened` is called at each (re)connection: what happened in between must be fetched anew.
 */
export function followEvents({ event, opened, lost }) {
  const source = new EventSource("/sandbox/events");
  source.addEventListener("open", opened);
  source.addEventListener("message", (message) => event(JSON.parse(message.data)));
  source.addEventListener("error", () => {
    lost();
    // A browser gives up by itself after an HTTP error, for instance while the demo restarts.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => followEvents({ event, opened, lost }), RETRY_MS);
    }
  });
}
