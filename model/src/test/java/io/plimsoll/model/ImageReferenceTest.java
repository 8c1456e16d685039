package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageReferenceTest {
    @Test
    void saysWhichFormsExistWhenNothingIsNamed() {
        assertThatThrownBy(() -> ImageReference.parse("docker-archive:"))
                .hasMessageContaining("names no FILE")
                .hasMessageContaining("oci:DIR");
    }

    @Test
    void takesABareNameWithTagAsAnImageOfTheEngineOrARegistry() {
        assertThat(ImageReference.parse("shop/web:1.4")).isEqualTo(new ImageReference.Somewhere("shop/web:1.4"));
        assertThat(ImageReference.parse("localhost:5000/web"))
                .isEqualTo(new ImageReference.Somewhere("localhost:5000/web"));
        assertThat(ImageReference.parse("registry:localhost:5000/web"))
                .isEqualTo(new ImageReference.Registry("localhost:5000/web"));
        assertThat(ImageReference.parse("docker:shop/web:1.4")).isEqualTo(new ImageReference.Engine("shop/web:1.4"));
    }

    @Test
    void takesAFileWithOrWithoutATagAsAnArchiveOfALayout() {
        assertThat(ImageReference.parse("oci-archive:a:b/shop.tar"))
                .isEqualTo(new ImageReference.OciArchive("a:b/shop.tar", Optional.empty()));
        assertThat(ImageReference.parse("oci-archive:shop.tar:1.4"))
                .isEqualTo(new ImageReference.OciArchive("shop.tar", Optional.of("1.4")));
    }

    @Test
    void tellsTheTagOfALayoutFromColonsInItsFolders() {
        assertThat(ImageReference.parse("oci:/tmp/a:b/layout"))
                .isEqualTo(new ImageReference.OciLayout("/tmp/a:b/layout", Optional.empty()));
        assertThat(ImageReference.parse("oci:/tmp/layout:v1"))
                .isEqualTo(new ImageReference.OciLayout("/tmp/layout", Optional.of("v1")));
    }
}
