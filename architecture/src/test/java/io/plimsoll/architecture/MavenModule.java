package io.plimsoll.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// One Maven module of the tree.
///
/// @param uses the artifacts of ours that it is compiled or run with, tests aside
record MavenModule(String folder, String artifact, Set<String> uses) {
    static List<MavenModule> all() {
        return texts(pom(""), "module").stream().map(MavenModule::in).toList();
    }

    private static MavenModule in(String folder) {
        Document pom = pom(folder);
        Set<String> uses = elements(pom, "dependency").stream()
                .filter(dependency -> text(dependency, "groupId").equals("io.plimsoll"))
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .map(dependency -> text(dependency, "artifactId"))
                .collect(Collectors.toSet());
        String artifact = elements(pom, "artifactId").stream()
                .filter(element -> pom.getDocumentElement().isSameNode(element.getParentNode()))
                .map(Element::getTextContent)
                .findFirst()
                .orElseThrow();
        return new MavenModule(folder, artifact, uses);
    }

    private static Document pom(String folder) {
        Path file = Tree.ROOT.resolve(folder).resolve("pom.xml");
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static List<String> texts(Document document, String name) {
        return elements(document, name).stream().map(Element::getTextContent).toList();
    }

    private static String text(Element parent, String name) {
        return list(parent.getElementsByTagName(name)).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static List<Element> elements(Document document, String name) {
        return list(document.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    static Function<String, String> folderOfArtifact(List<MavenModule> modules) {
        return artifact -> modules.stream()
                .filter(module -> module.artifact().equals(artifact))
                .map(MavenModule::folder)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module makes " + artifact));
    }
}
