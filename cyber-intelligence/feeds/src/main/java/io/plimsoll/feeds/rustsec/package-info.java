/// RustSec: advisories about Rust crates, Markdown that begins with TOML (github.com/RustSec/advisory-db).
@NullMarked
package io.plimsoll.feeds.rustsec;

import org.jspecify.annotations.NullMarked;
