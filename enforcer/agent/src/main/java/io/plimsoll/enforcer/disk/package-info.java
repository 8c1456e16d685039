/// State that must outlive a crash: files that are replaced as a whole.
@NullMarked
package io.plimsoll.enforcer.disk;

import org.jspecify.annotations.NullMarked;
