import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's own clients, told line by line what to try: `user password what name more`, apart by tabs. Answers with one line, `done` or the name of what was thrown.
 * The arguments are the brokers' own listener, the one for users, and the file with the authority that the latter is known by. Without a user the first is asked.
 */
public class Client {
  private static String[] where;

  public static void main(String[] arguments) throws Exception {
    where = arguments;
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split("\t", -1);
      String answer;
      try {
        answer = attempt(settings(words[0], words[1]), words[2], words[3], words[4]);
      } catch (ExecutionException failed) {
        answer = failed.getCause().getClass().getSimpleName();
      } catch (Exception failed) {
        answer = failed.getClass().getSimpleName();
      }
      System.out.println(answer);
    }
  }

  private static Map<String, Object> settings(String user, String password) {
    Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", where[user.isEmpty() ? 0 : 1], "request.timeout.ms", 15000, "default.api.timeout.ms", 30000));
    if (user.isEmpty()) return settings;
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\"" + password + "\";");
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", where[2]);
    return settings;
  }

  private static String attempt(Map<String, Object> settings, String what, String name, String more) throws Exception {
    switch (what) {
      case "publish":
      case "publish as a transaction":
        return publish(settings, name, what.equals("publish") ? null : more);
      case "consume":
        return consume(settings, name, more);
      default:
        try (Admin admin = Admin.create(settings)) {
          return administer(admin, what, name, more);
        }
    }
  }

  private static String administer(Admin admin, String what, String name, String more) throws Exception {
    switch (what) {
      case "wait":
        admin.describeCluster().nodes().get();
        return "done";
      case "create":
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        return "done";
      case "delete":
        admin.deleteTopics(List.of(name)).all().get();
        return "done";
      case "see":
        return String.join(",", admin.listTopics().names().get().stream().sorted().toList());
      case "list":
        return String.join("; ", admin.describeAcls(AclBindingFilter.ANY).values().get().stream().map(Client::shown).sorted().toList());
      case "allow":
        AccessControlEntry entry = new AccessControlEntry(more, "*", AclOperation.READ, AclPermissionType.ALLOW);
        admin.createAcls(List.of(new AclBinding(new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), entry))).all().get();
        return "done";
      default:
        throw new IllegalArgumentException(what);
    }
  }

  private static String shown(AclBinding one) {
    return String.join(" ", one.entry().principal(), one.entry().operation().name(), one.pattern().resourceType().name(), one.pattern().name(), one.pattern().patternType().name());
  }

  private static String publish(Map<String, Object> settings, String topic, String transaction) throws Exception {
    settings.putAll(Map.of("enable.idempotence", true, "acks", "all", "max.block.ms", 15000, "linger.ms", 0, "delivery.timeout.ms", 20000));
    if (transaction != null) settings.put("transactional.id", transaction);
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      if (transaction != null) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      producer.send(new ProducerRecord<>(topic, "key", "one")).get();
      if (transaction != null) producer.commitTransaction();
      return "done";
    }
  }

  private static String consume(Map<String, Object> settings, String topic, String group) {
    settings.putAll(Map.of("group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", false));
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      for (int tries = 0; tries < 30; tries++) {
        if (consumer.poll(Duration.ofMillis(500)).isEmpty()) continue;
        consumer.commitSync();
        return "done";
      }
      return "nothing came";
    }
  }
}
