"""Our own strict Telegram Bot API server on loopback: the demo's messenger and the tests' rig."""
