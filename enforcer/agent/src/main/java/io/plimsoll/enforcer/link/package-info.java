/// The conversation with the Command Center. The Enforcer works without it; everything here may fail, wait and try
/// again.
@NullMarked
package io.plimsoll.enforcer.link;

import org.jspecify.annotations.NullMarked;
